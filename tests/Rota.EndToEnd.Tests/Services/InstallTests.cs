using System.Diagnostics;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Services;

/// <summary>The unit that <c>rota service</c> writes, and what it refuses.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly RotaState rota = new();

    public InstallTests() => rota.Environment["XDG_CONFIG_HOME"] = rota.At("config");

    private string Unit => rota.At("config/systemd/user/rota.service");

    [Fact]
    public void The_plan_shows_the_unit_and_writes_nothing_and_installing_says_what_to_type()
    {
        Shows(rota.Run("service", "install", "--plan"), "Type=notify", "KillMode=process", $"--state {rota.State}");
        Assert.False(File.Exists(Unit));
        Shows(rota.Run("service", "status"), "not installed", "nobody serves");
        Shows(rota.Run("service", "install"), Unit, "systemctl --user daemon-reload", "systemctl --user enable --now rota");
        Assert.Contains($"ExecStart={RotaBinary.Path} up --state {rota.State}\n", File.ReadAllText(Unit), StringComparison.Ordinal);
        Shows(rota.Run("service", "install"), "says the same");
        Shows(rota.Run("service", "status"), "installed: " + Unit);
        Shows(rota.Run("service", "remove", "--plan"), "would remove");
        Shows(rota.Run("service", "remove"), "disable --now rota");
        Assert.False(File.Exists(Unit));
        rota.Run("service", "remove").Exits(2).Says("rota service status");
    }

    [Fact]
    public void A_file_that_says_something_else_stays_unless_it_is_to_be_replaced()
    {
        rota.Run("service", "install").Exits(0);
        File.AppendAllText(Unit, "Environment=A=1\n");
        var changed = File.ReadAllText(Unit);
        rota.Run("service", "install", "--", "--slots", "3").Exits(2).Says("--replace");
        Assert.Equal(changed, File.ReadAllText(Unit));
        rota.Run("service", "install", "--replace", "--", "--slots", "3").Exits(0);
        Assert.Contains("up --state " + rota.State + " --slots 3\n", File.ReadAllText(Unit), StringComparison.Ordinal);
        File.WriteAllText(Unit, "[Service]\nExecStart=/bin/true\n");
        rota.Run("service", "remove").Exits(2).Says("not written by rota");
        Assert.True(File.Exists(Unit));
    }

    [Theory]
    [InlineData("service install --name ../x")]
    [InlineData("service install --name a/b")]
    [InlineData("service install --run-as anna")]
    [InlineData("service install --system --user")]
    [InlineData("service install -- --slotz 3")]
    [InlineData("service install -- --otlp")]
    public void What_cannot_be_meant_is_refused(string line)
    {
        rota.Run(line.Split(' ')).Exits(2);
        Assert.False(Directory.Exists(rota.At("config")));
    }

    [Fact]
    public void One_of_the_machine_names_whose_it_is_and_lies_where_the_machines_files_begin()
    {
        Shows(rota.Run("service", "install", "--system", "--root", rota.At("image"), "--run-as", "batch", "--name", "nights", "--plan"), "User=batch", "WantedBy=multi-user.target");
        Shows(rota.Run("service", "install", "--system", "--root", rota.At("image"), "--name", "nights"), "systemctl enable --now nights");
        Assert.True(File.Exists(rota.At("image/etc/systemd/system/nights.service")));
    }

    /// <summary>Blanks, percent signs, dollars and quotes in a path are the path's.</summary>
    [Fact]
    public void Systemd_finds_no_fault_in_any_unit_and_reads_the_words_that_were_meant()
    {
        var program = System.Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "systemd-analyze")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "systemd-analyze is not installed (Debian: systemd)");
        foreach (var (kind, name) in new[] { ("--user", "plain"), ("--user", "a b%h $HOME \"x\" \\y"), ("--system", "of the machine") })
        {
            var state = rota.At(name);
            Directory.CreateDirectory(state);
            File.SetUnixFileMode(state, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            rota.Run("service", "install", kind, "--root", rota.Root, "--replace", "--state", state, "--", "--slots", "3").Exits(0);
            var unit = kind == "--user" ? Unit : rota.At("etc/systemd/system/rota.service");
            using var check = Process.Start(new ProcessStartInfo(program!, ["verify", "--man=no", kind, unit]) { UseShellExecute = false, RedirectStandardError = true, Environment = { ["XDG_RUNTIME_DIR"] = rota.Root } })!;
            var said = check.StandardError.ReadToEnd();
            check.WaitForExit();
            Assert.True(check.ExitCode == 0 && !said.Contains("rota.service:", StringComparison.Ordinal), said);
        }
    }

    public void Dispose() => rota.Dispose();

    private static void Shows(Outcome outcome, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, outcome.Exits(0).Out, StringComparison.Ordinal));
}
