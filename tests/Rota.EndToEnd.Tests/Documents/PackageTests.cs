using System.Text;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>What users download is installed in an empty system, and runs the first example there.</summary>
public sealed class PackageTests(PackageTests.Packages packages) : IClassFixture<PackageTests.Packages>
{
    [Fact]
    public void The_same_build_gives_the_same_bytes()
    {
        using var again = new Packages();
        Assert.Equal(2, packages.Files.Count);
        Assert.Equal(packages.Files.Select(Path.GetFileName), again.Files.Select(Path.GetFileName));
        Assert.All(packages.Files.Zip(again.Files), pair => Assert.Equal(File.ReadAllBytes(pair.First), File.ReadAllBytes(pair.Second)));
    }

    [Fact]
    public void The_program_does_not_depend_on_where_it_was_built() =>
        Assert.Equal(-1, File.ReadAllBytes(RotaBinary.Path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(RotaBinary.Root)));

    [Fact]
    public void Both_packages_run_the_first_example_where_nothing_is_installed()
    {
        using var system = new EmptySystem();
        system.Take(packages.Directory, "/packages");
        system.Run("! command -v dotnet && ! ls /usr/lib/x86_64-linux-gnu/libssl* 2>/dev/null").Exits(0);
        system.Run("dpkg -i /packages/*.deb").Exits(0);
        var installed = system.Run("cd /root && rota run /usr/share/doc/rota/examples/checksums.yaml && rota check");
        installed.Exits(0).Says("succeeded");
        system.Run("mkdir /opt/unpacked && tar -xzf /packages/*.tar.gz -C /opt/unpacked && dpkg -r rota").Exits(0);
        var unpacked = system.Run(
            "mkdir /work && cd /work && /opt/unpacked/rota-*/bin/rota run /opt/unpacked/rota-*/share/doc/rota/examples/checksums.yaml");
        unpacked.Exits(0).Says("succeeded");
        system.Run("/opt/unpacked/rota-*/bin/rota doctor").Exits(0);
    }

    [Fact]
    public void Completions_offer_verbs_and_options_to_a_shell()
    {
        using var rota = new RotaState();
        using var bash = rota.StartProgram([], "bash", "--norc", "-c",
            $$"""
            PATH={{Path.GetDirectoryName(RotaBinary.Path)}}:$PATH
            source <(rota completion bash)
            COMP_WORDS=(rota sched) COMP_CWORD=1 COMP_LINE='rota sched' COMP_POINT=10
            _rota; echo "${COMPREPLY[*]}"
            COMP_WORDS=(rota logs --fol) COMP_CWORD=2 COMP_LINE='rota logs --fol' COMP_POINT=15
            _rota; echo "${COMPREPLY[*]}"
            """);
        Assert.Equal("schedule\n--follow\n", bash.Wait().Exits(0).Out);
    }

    [Fact]
    public void Completions_offer_the_same_to_fish()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/fish"), "needs fish (apt install fish)");
        using var rota = new RotaState();
        using var fish = rota.StartProgram([], "fish", "--no-config", "-c",
            $$"""
            set PATH {{Path.GetDirectoryName(RotaBinary.Path)}} $PATH
            rota completion fish | source
            complete -C 'rota sched'
            complete -C 'rota logs --fol'
            """);
        Assert.Equal("schedule\n--follow\n", fish.Wait().Exits(0).Out);
    }

    /// <summary>Outside of its line editor zsh has no completion: what it would be given is printed.</summary>
    [Fact]
    public void Completions_offer_the_same_to_zsh()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/zsh"), "needs zsh (apt install zsh)");
        using var rota = new RotaState();
        using var zsh = rota.StartProgram([], "zsh", "-f", "-c",
            $$"""
            PATH={{Path.GetDirectoryName(RotaBinary.Path)}}:$PATH
            compdef() { :; }
            _files() { :; }
            compadd() { print -l -- "${(@P)2}"; }
            source <(rota completion zsh)
            BUFFER='rota sched' CURSOR=10 _rota
            BUFFER='rota logs --fol' CURSOR=15 _rota
            """);
        Assert.Equal("schedule\n--follow\n", zsh.Wait().Exits(0).Out);
    }

    [Fact]
    public void The_manual_page_names_every_verb_that_help_does()
    {
        using var rota = new RotaState();
        var page = rota.Run("__man").Exits(0).Out;
        var verbs = Verbs.Of(rota.Run("--help").Exits(0));
        Assert.Contains("run", verbs);
        Assert.All(verbs, verb => Assert.Contains($".SS rota {verb.Replace("-", "\\-", StringComparison.Ordinal)}", page, StringComparison.Ordinal));
    }

    /// <summary>The packages, made of the binary that all tests use.</summary>
    public sealed class Packages : IDisposable
    {
        private readonly RotaState rota = new();

        public Packages()
        {
            Directory = rota.At("packages");
            var build = Path.GetDirectoryName(RotaBinary.Path)!;
            Assert.SkipUnless(File.ReadAllText(Path.Combine(build, ".kind")).Trim() == "native",
                "packages hold the native binary, and this build is none (gcc or clang builds one)");
            using var pack = rota.StartProgram([], Path.Combine(RotaBinary.Root, "eng", "package"), Directory, "--from", build);
            pack.Wait().Exits(0);
            Files = [.. System.IO.Directory.GetFiles(Directory).Order(StringComparer.Ordinal)];
        }

        public string Directory { get; }

        public IReadOnlyList<string> Files { get; }

        public void Dispose() => rota.Dispose();
    }
}
