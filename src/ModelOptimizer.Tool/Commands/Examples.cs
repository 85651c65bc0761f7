namespace ModelOptimizer.Tool.Commands;

/// <summary>What the help of each verb ends with: command lines to start from.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> ByVerb = new()
    {
        [""] = ["new detector.modelopt.json", "compress detector.modelopt.json", "prune zoo:resnet50 --macs -50% -o small.onnx"],
        ["compress"] = ["compress detector.modelopt.json", "compress detector.modelopt.json --mode cache-only", "compress cells.modelopt.json --data-root ../bccd --threads 1 -o cells.onnx"],
        ["watch"] = ["watch", "watch 3fc6793d1d6a"],
        ["check"] = ["check detector.modelopt.json"],
        ["explain"] = ["explain detector.modelopt.json", "explain detector.modelopt.json -v d"],
        ["cache list"] = ["cache list"],
        ["cache prune"] = ["cache prune --older-than 30d --max-size 10GB --dry-run"],
        ["cache verify"] = ["cache verify --repair"],
        ["doctor"] = ["doctor"],
        ["runtime list"] = ["runtime list"],
        ["runtime install"] = ["runtime install cpu", "runtime install cuda"],
        ["new"] = ["new detector.modelopt.json"],
        ["inspect"] = ["inspect model.onnx", "inspect zoo:yolov4 --set inputSize=416 --json"],
        ["diff"] = ["diff model.onnx small.onnx"],
        ["zoo"] = ["zoo"],
        ["import"] = ["import yolov4.cfg --weights yolov4.weights -o yolov4.onnx"],
        ["export"] = ["export small.onnx --darknet small.cfg"],
        ["groups"] = ["groups model.onnx", "groups zoo:yolov4 --grouping gcp-yolov4"],
        ["evaluate"] = ["evaluate model.onnx --data bccd --split test"],
        ["train"] = ["train zoo:yolov4-tiny --data bccd --classes RBC WBC Platelets --epochs 50 -o model.onnx"],
        ["sparsify"] = ["sparsify model.onnx --data bccd --epochs 16 --rate 0.006 -o sparse.onnx"],
        ["prune"] = ["prune model.onnx --macs -50% --dry-run", "prune sparse.onnx --criterion bn-scale --scope group --parameters -64.7% -o small.onnx", "prune zoo:resnet50 --ratio 0.5 -o half.onnx"],
        ["distill"] = ["distill small.onnx --teacher model.onnx --data bccd --epochs 30 -o taught.onnx"],
        ["search"] = ["search model.onnx --data bccd --macs -90% -o found.onnx", "search model.onnx --data bccd --macs -50% --rollouts 300 --controls -o found.onnx"],
        ["bench"] = ["bench model.onnx small.onnx --threads 1"],
        ["report"] = ["report detector.modelopt.json -o report.html"],
    };

    /// <summary>The examples of a verb, without the program's name.</summary>
    /// <param name="verb">The verb as typed: <c>cache prune</c>; empty for the program itself.</param>
    public static IReadOnlyList<string> Of(string verb) => ByVerb.GetValueOrDefault(verb, []);
}
