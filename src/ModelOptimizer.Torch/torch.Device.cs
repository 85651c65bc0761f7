namespace TorchSharp;

public static partial class torch
{
    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Enum.Parse<DeviceType>(parts[0], ignoreCase: true);
            index = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : -1;
        }

        public Device(string deviceType, int index = -1)
            : this(Enum.Parse<DeviceType>(deviceType, ignoreCase: true), index) { }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public Device(int index)
            : this(DeviceType.CUDA, index) { }

        public DeviceType type { get; private set; }

        public int index { get; private set; }

        public override string ToString()
        {
            var name = Enum.GetName(type)!.ToLowerInvariant();
            return type == DeviceType.CPU || index < 0 ? name : $"{name}:{index}";
        }

        public static implicit operator Device(string description) => new(description);
    }

    public static readonly Device CPU = new(DeviceType.CPU);

    public static Device CUDA => InitializeDevice(new Device(DeviceType.CUDA));

    public static Device device(string description) => InitializeDevice(new Device(description));

    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    public static Device device(int index) => new(DeviceType.CUDA, index);

    public static Device get_default_device() => CPU;

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType == DeviceType.CPU;

    /// <exception cref="InvalidOperationException">The device is not the CPU: the system's libtorch has no other backend.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException(
                $"Torch device type {deviceType} did not initialise on the current machine: the system's libtorch is built for the CPU only. "
                + "Use device 'cpu', or TorchBinding=Package with TorchDevice=cuda.");
    }

    /// <exception cref="InvalidOperationException">The device is not the CPU.</exception>
    public static Device InitializeDevice(Device? device)
    {
        if (device is null)
            return CPU;
        InitializeDeviceType(device.type);
        return device;
    }

    public static class cuda
    {
        public static bool is_available() => false;

        public static bool is_cudnn_available() => false;

        public static int device_count() => 0;

        public static void manual_seed(long seed) { }

        public static void manual_seed_all(long seed) { }

        /// <exception cref="InvalidOperationException">Always: there is no CUDA device.</exception>
        public static void synchronize(Device? device = null) => InitializeDeviceType(DeviceType.CUDA);
    }

    public static class backends
    {
        public static class cudnn
        {
            public static bool allow_tf32 { get; set; } = true;
        }

        public static class cuda
        {
            public static class matmul
            {
                public static bool allow_tf32 { get; set; }
            }
        }
    }
}
