using System.Reflection;
using System.Runtime.Loader;

namespace ModelOptimizer.Packages.Tests.Consuming;

/// <summary>What a built assembly says about its model through the generated accessor.</summary>
public sealed class EmbeddedModel
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private EmbeddedModel(Type accessor)
    {
        Accessor = accessor;
        Labels = (IReadOnlyList<string>)accessor.GetProperty("Labels", Any)!.GetValue(null)!;
        InputWidth = (int)accessor.GetField("InputWidth", Any)!.GetRawConstantValue()!;
        InputHeight = (int)accessor.GetField("InputHeight", Any)!.GetRawConstantValue()!;
        Bytes = (byte[])accessor.GetMethod("ToArray", Any)!.Invoke(null, null)!;
        using var stream = (Stream)accessor.GetMethod("OpenStream", Any)!.Invoke(null, null)!;
        StreamLength = stream.Length;
        using var report = new StreamReader((Stream)accessor.GetMethod("OpenReport", Any)!.Invoke(null, null)!);
        Report = report.ReadToEnd();
    }

    public Type Accessor { get; }

    public IReadOnlyList<string> Labels { get; }

    public int InputWidth { get; }

    public int InputHeight { get; }

    public byte[] Bytes { get; }

    public long StreamLength { get; }

    public string Report { get; }

    /// <summary>The model as text: the fake engine's models are text that names their key.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public static EmbeddedModel Of(string assembly, string accessor = "Lib.ArenaModel") => new(TypeOf(assembly, accessor));

    /// <summary>The accessor's class of a built assembly.</summary>
    public static Type TypeOf(string assembly, string accessor = "Lib.ArenaModel")
    {
        var context = new AssemblyLoadContext(assembly);
        using var file = File.OpenRead(assembly);
        return context.LoadFromStream(file).GetType(accessor, throwOnError: true)!;
    }
}
