using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelOptimizer.Pipeline.Locking;

/// <summary>Serialisation of lock files, made at compile time so that a cache hit starts fast.</summary>
[JsonSerializable(typeof(ArtifactLock))]
internal sealed partial class LockJson : JsonSerializerContext
{
    /// <summary>Indented, LF on every system.</summary>
    public static LockJson Indented { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    });
}
