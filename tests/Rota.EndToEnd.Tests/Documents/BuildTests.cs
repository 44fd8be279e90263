using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>Who has no C compiler gets a program all the same, and is told which.</summary>
public sealed class BuildTests
{
    private static readonly string[] Tools =
        ["bash", "cat", "cp", "dirname", "dotnet", "env", "flock", "mkdir", "mv", "readlink", "rm", "sh", "sleep", "touch", "tr"];

    /// <summary>Without them the pages would be taken for missing, and away from who builds beside this.</summary>
    private static readonly string[] OfPages = ["node", "npm", "find", "cmp"];

    [Fact]
    public void Without_a_linker_one_that_needs_the_runtime_is_built_and_native_stays_wanted()
    {
        using var rota = new RotaState();
        var path = Directory.CreateDirectory(rota.At("tools")).FullName;
        foreach (var tool in Tools.Concat(OfPages.Where(Checkout.Has)))
        {
            File.CreateSymbolicLink(Path.Combine(path, tool), Find(tool));
        }

        using var build = rota.StartProgram(new() { ["PATH"] = path }, Path.Combine(RotaBinary.Root, "eng", "build"), rota.At("built"), "native");
        build.Wait(TimeSpan.FromMinutes(9)).Exits(0).Says("neither gcc nor clang", "needs the .NET runtime");
        Assert.Equal("managed\n", File.ReadAllText(rota.At("built/.kind")));
        Assert.Equal("native\n", File.ReadAllText(rota.At("built/.wanted")));
        using var version = rota.StartProgram([], rota.At("built/rota"), "--version");
        Assert.Equal(rota.Run("--version").Exits(0).Out, version.Wait().Exits(0).Out);
    }

    private static string Find(string tool) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(directory => Path.Combine(directory, tool)).First(File.Exists);
}
