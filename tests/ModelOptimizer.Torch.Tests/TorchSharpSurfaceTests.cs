using System.Reflection;
using System.Runtime.Loader;
using TorchSharp;

namespace ModelOptimizer.Torch.Tests;

/// <summary>Code written against the System binding must compile against TorchSharp: every public member must be there, under the same signature.</summary>
public class TorchSharpSurfaceTests
{
    /// <summary>As in Directory.Packages.props.</summary>
    private const string Version = "0.107.0";

    [Fact]
    public void Every_public_type_is_one_of_torchsharp()
    {
        var reference = Reference();
        Assert.DoesNotContain(typeof(torch).Assembly.GetExportedTypes(), type => reference.GetType(type.FullName!) is not { IsVisible: true });
    }

    [Fact]
    public void Every_public_member_has_the_signature_that_torchsharp_gives_it()
    {
        var reference = Reference();
        string[] differences =
        [
            .. from type in typeof(torch).Assembly.GetExportedTypes()
               let known = reference.GetType(type.FullName!)
               where known is not null
               let expected = MemberSignatures.Of(known, BindingFlags.FlattenHierarchy).ToHashSet(StringComparer.Ordinal)
               from member in MemberSignatures.Of(type, BindingFlags.DeclaredOnly)
               where !expected.Contains(member)
               select $"{type.FullName}: {member}",
        ];
        Assert.True(differences.Length == 0, $"TorchSharp {Version} has no{Environment.NewLine}{string.Join(Environment.NewLine, differences)}");
    }

    [Fact]
    public void A_member_that_differs_by_a_default_is_noticed() =>
        Assert.Empty(MemberSignatures.Of(typeof(One), BindingFlags.DeclaredOnly).Intersect(MemberSignatures.Of(typeof(Other), BindingFlags.DeclaredOnly)));

    /// <summary>TorchSharp's own assembly. Nothing in it is run, so that it needs no native library.</summary>
    private static Assembly Reference()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var path = Path.Combine(packages, "torchsharp", Version, "lib", "net8.0", "TorchSharp.dll");
        Assert.SkipUnless(File.Exists(path), $"{path} is absent");
        return new AssemblyLoadContext("TorchSharp").LoadFromAssemblyPath(path);
    }

    public static class One
    {
        public static int Sum(int first, int second = 1) => first + second;
    }

    public static class Other
    {
        public static int Sum(int first, int second = 2) => first + second;
    }
}
