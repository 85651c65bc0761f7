// Stands in for `modelopt`: speaks its protocol, keeps a cache by content, trains nothing. What it does is stated by words in the manifest
// ("fake": "crash junk ...") and by files in the cache; what it did is counted in files of the cache: starts, trainings, stops.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.CancelKeyPress += (_, key) => key.Cancel = true;

var manifest = args[1];
var cache = Option("--cache") ?? throw new ArgumentException("the tests always give a cache");
Directory.CreateDirectory(cache);
Count("starts", string.Join('\t', args));

var text = File.ReadAllText(manifest);
var knobs = Regex.Match(text, "\"fake\": \"(.*?)\"").Groups[1].Value.Split(' ');
var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
var entry = Path.Combine(cache, "artifacts", key);

if (knobs.Contains("early-crash"))
{
    Console.Error.WriteLine("the runtime is broken");
    return 134;
}

if (knobs.Contains("bad-value"))
{
    Diagnose("error", "MOPT1007", "'epochs' must be from 1 to 100000.", 3, 7);
    return 2;
}

if (Directory.Exists(entry))
{
    return DeliverFromCache();
}

if (Option("--mode") == "cache-only")
{
    Start(log: null, cached: false);
    Diagnose("error", "MOPT3001", $"The artifact {key} is not in the cache; make it with: modelopt compress {manifest}");
    return 5;
}

using var guard = Lock();
if (Directory.Exists(entry))
{
    return DeliverFromCache();
}

Start(Path.Combine(cache, $"{key}.log"), cached: false);
Count("trainings", key);
Say(new { type = "stage", name = "train", index = 1, count = 2, message = "train: 30 epochs on 292 images" });
Say(new { type = "progress", stage = "train", fraction = 0.5, etaSeconds = 3, message = "epoch 15/30", importance = "low" });
if (knobs.Contains("junk"))
{
    Console.WriteLine("foo : error bar");
    Console.Error.WriteLine("foo : error bar");
}

if (knobs.Contains("warning"))
{
    Diagnose("warning", "MOPT1010", "3 images have no objects.", 2, 3);
}

if (knobs.Contains("killed"))
{
    System.Diagnostics.Process.GetCurrentProcess().Kill();
}

if (knobs.Contains("crash"))
{
    Console.Error.WriteLine("a native fault");
    return 139;
}

var lifeline = Task.Run(() => Console.OpenStandardInput().ReadByte());
while (File.Exists(Path.Combine(cache, "hold")))
{
    if (lifeline.IsCompleted)
    {
        Count("stops", key);
        return 130;
    }

    Thread.Sleep(20);
}

var unfinished = Directory.CreateDirectory($"{entry}.{Environment.ProcessId}");
File.WriteAllText(Path.Combine(unfinished.FullName, "model.onnx"), $"model {key}");
File.WriteAllText(Path.Combine(unfinished.FullName, "report.json"), $$"""{"key":"{{key}}"}""");
Directory.Move(unfinished.FullName, entry);
return Deliver(cached: false);

string? Option(string name) => Array.IndexOf(args, name) is var index and >= 0 ? args[index + 1] : null;

void Say(object message) => Console.WriteLine(JsonSerializer.Serialize(message));

void Diagnose(string severity, string code, string message, int line = 0, int column = 0) =>
    Say(new { type = "diagnostic", severity, code, file = manifest, line, column, message });

void Start(string? log, bool cached) => Say(new { type = "start", manifest, key, log, cached });

int DeliverFromCache()
{
    Start(log: null, cached: true);
    return Deliver(cached: true);
}

int Deliver(bool cached)
{
    var model = Path.Combine(entry, "model.onnx");
    var bytes = File.ReadAllBytes(model);
    var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
    Say(new { type = "artifact", key, model, report = Path.Combine(entry, "report.json"), sha256, bytes = bytes.Length, cached });
    return 0;
}

void Count(string name, string line)
{
    using var file = Lock(name);
    file.Seek(0, SeekOrigin.End);
    file.Write(Encoding.UTF8.GetBytes(line + '\n'));
}

FileStream Lock(string name = "lock")
{
    while (true)
    {
        try
        {
            return new FileStream(Path.Combine(cache, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            Thread.Sleep(20);
        }
    }
}
