namespace ModelOptimizer.House.Tests;

/// <summary>Data flows one way: each room may use only the rooms above it, and only the libraries that are its own.</summary>
public sealed class DependencyRuleTests
{
    /// <summary>The rooms in the order the data meets them, with what each may use beside the rooms above it.</summary>
    private static readonly (string Room, string[] Packages, string[] Bindings, string[] Natives)[] Rule =
    [
        ("Graph", ["Google.Protobuf", "Grpc.Tools"], [], []),
        ("Pruning", [], [], []),
        ("Data", [], [], ["turbojpeg", "png"]),
        ("Torch", [], [], ["torch", "libc"]),
        ("Training", [], ["TorchSharp"], ["libc"]),
        ("Search", [], ["TorchSharp"], []),
        ("Pipeline", [], ["OnnxRuntime"], ["libc"]),
        ("Tool", ["System.CommandLine", "Spectre.Console"], [], []),
        ("MSBuild", ["Microsoft.Build.Utilities.Core"], [], []),
    ];

    private static readonly string[] Order = [.. Rule.Select(rule => $"ModelOptimizer.{rule.Room}")];

    public static TheoryData<string> Rooms => [.. Order];

    [Fact]
    public void Every_room_has_its_place_in_the_order() => Assert.Equal(Order.Order(), Room.All.Select(room => room.Name).Order());

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_references_only_rooms_above_it(string name) =>
        Assert.All(Find(name).References, reference => Assert.Contains(reference, Order[..Array.IndexOf(Order, name)]));

    [Theory, MemberData(nameof(Rooms))]
    public void Only_the_shared_props_reference_the_torch_binding(string name) => Assert.DoesNotContain("ModelOptimizer.Torch", Find(name).References);

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_uses_only_its_own_packages(string name) =>
        Assert.All(Find(name).Packages, package => Assert.Contains(package, RuleOf(name).Packages));

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_imports_only_its_own_runtime(string name) =>
        Assert.All(Find(name).Bindings, binding => Assert.Contains(binding, RuleOf(name).Bindings));

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_calls_only_its_own_native_libraries(string name) =>
        Assert.All(Find(name).NativeLibraries, library => Assert.Contains(RuleOf(name).Natives, native => library.Contains(native, StringComparison.Ordinal)));

    [Fact]
    public void The_build_task_references_no_room() => Assert.Empty(Find("ModelOptimizer.MSBuild").References);

    private static Room Find(string name) => Room.All.Single(room => room.Name == name);

    private static (string Room, string[] Packages, string[] Bindings, string[] Natives) RuleOf(string name) => Rule[Array.IndexOf(Order, name)];
}
