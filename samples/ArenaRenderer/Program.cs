using System.Diagnostics;
using ArenaRenderer;

if (args.Length is < 1 or > 4 || (args.Length == 4 && args[3] != "shifted"))
{
    Console.Error.WriteLine("usage: ArenaRenderer FOLDER [COUNT] [SEED] [shifted]");
    return 2;
}

var count = args.Length > 1 ? int.Parse(args[1]) : 1000;
var seed = args.Length > 2 ? ulong.Parse(args[2]) : 1;
var conditions = args.Length == 4 ? Conditions.Shifted : Conditions.Usual;
const int width = 192, height = 144;
var clock = Stopwatch.StartNew();
var dataSet = new VocDataSet(args[0]);

// Every image has its own generator, so the pictures do not depend on how many cores draw them.
Parallel.For(0, count, index =>
{
    var dice = new Dice(seed, (ulong)index);
    var scene = SceneBuilder.Build(dice, conditions);
    var exposure = new Renderer(scene, width, height).Render(dice);
    dataSet.Write(index, Sensor.Develop(exposure, dice, conditions), exposure.Visible());
});
dataSet.WriteSplits(count);

Console.WriteLine($"rendered {count} images into {args[0]} in {clock.Elapsed.TotalSeconds:F1} s");
return 0;
