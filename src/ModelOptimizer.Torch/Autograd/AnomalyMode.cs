namespace TorchSharp;

/// <summary>Whether backward passes name the forward operator that failed, until disposed.</summary>
public class AnomalyMode : IDisposable
{
    private readonly bool wasEnabled = IsEnabled;
    private readonly bool checkedNan = ShouldCheckNaN;

    public AnomalyMode(bool enabled, bool check_nan = true) => Native.at_set_anomaly(enabled, check_nan);

    public static bool IsEnabled => Native.at_is_anomaly_enabled();

    public static bool ShouldCheckNaN => Native.at_anomaly_checks_nan();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Native.at_set_anomaly(wasEnabled, checkedNan);
    }
}
