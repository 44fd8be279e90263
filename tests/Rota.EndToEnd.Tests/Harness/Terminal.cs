using System.Text.RegularExpressions;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>
/// A command on a terminal of its own, below a shell with job control that notes how the terminal is set: before it, when
/// the command is stopped, and after it.
/// </summary>
internal sealed partial class Terminal : IDisposable
{
    public const string CtrlC = "\u0003";
    public const string CtrlZ = "\u001a";
    public const string Erase = "\r\u001b[K";
    private readonly RotaState rota;
    private readonly RunningCommand script;
    private readonly string line;
    private readonly int rows;
    private readonly int columns;

    /// <summary>Starts it.</summary>
    /// <param name="rota">Where.</param>
    /// <param name="line">What follows the name of the program.</param>
    /// <param name="columns">Width of the terminal; null for one that does not say.</param>
    /// <param name="rows">Its lines.</param>
    public Terminal(RotaState rota, string line, int? columns = 100, int rows = 24)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs script (apt install bsdutils)");
        (this.rota, this.line, this.rows, this.columns) = (rota, line, rows, columns ?? 80);
        var size = columns is { } width ? $"stty cols {width} rows {rows}" : "stty cols 0 rows 0";
        var shell = rota.Write("shell", $"""
            set -m
            trap : INT
            {size}
            tty > {At("tty")}
            stty -g > {At("before")}
            {RotaBinary.Path} {line}
            code=$?
            while [ $(jobs -s | wc -l) -gt 0 ]; do
                stty -g > {At("stopped")}
                stty "$(cat {At("before")})"
                while [ ! -e {At("go-on")} ]; do sleep 0.02; done
                fg
                code=$?
            done
            stty -g > {At("after")}
            echo $code > {At("code.new")}
            mv {At("code.new")} {At("code")}
            """);
        // Whoever runs the tests in the background has them ignore Ctrl-C; a terminal does not.
        script = rota.StartProgram(
            new() { ["TERM"] = "xterm" }, "env", "--default-signal=INT,QUIT", "script", "-qfc", $"bash {shell}", At("screen"));
        Until.True(() => File.Exists(At("before")), "the terminal is there");
    }

    /// <summary>All that was written to the terminal.</summary>
    public string Screen
    {
        get
        {
            using var file = new StreamReader(new FileStream(At("screen"), FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return file.ReadToEnd();
        }
    }

    /// <summary>The bar of progress with its counts, as often as it was drawn.</summary>
    public string[] LivingLines =>
        [.. Screen.Split(Erase).Skip(1).Select(text => Codes().Replace(text, "").TrimEnd('\r', '\n')).Where(text => Progress().IsMatch(text))];

    /// <summary>What a person sees of it, without what script itself writes before and after.</summary>
    public Emulator Seen => Emulator.Of(Scripted().Replace(Screen, ""), columns, rows);

    /// <summary>How the terminal was set before, when the command was stopped, and after it.</summary>
    public string Settings(string when)
    {
        Until.True(() => File.Exists(At(when)) && new FileInfo(At(when)).Length > 0, $"the terminal is looked at: {when}");
        return File.ReadAllText(At(when));
    }

    /// <summary>The command's process.</summary>
    public int Pid => Processes.Naming(rota.State).Single(pid => Processes.Describe(pid).Contains(RotaBinary.Path + " " + line.Split(' ')[0], StringComparison.Ordinal));

    public void Type(string keys) => script.Type(keys);

    /// <summary>Makes it wider or narrower.</summary>
    public void Resize(int columns) => rota.StartProgram([], "stty", "-F", File.ReadAllText(At("tty")).Trim(), "cols", $"{columns}").Wait().Exits(0);

    /// <summary>Brings the stopped command to the front again.</summary>
    public void GoOn() => rota.Write(Name("go-on"), "");

    /// <summary>Waits until something was written.</summary>
    public void Await(string text, int times = 1) =>
        Until.True(() => Screen.Split(text).Length > times, $"the terminal shows \"{text}\"\n{Tail()}");

    /// <summary>Whether the command has ended.</summary>
    public bool HasEnded => File.Exists(At("code"));

    /// <summary>The exit code of the command. The terminal must be set as it was before it.</summary>
    public int ExitCode()
    {
        Until.True(() => HasEnded, $"the command has ended\n{Tail()}");
        Assert.Equal(Settings("before"), Settings("after"));
        return int.Parse(File.ReadAllText(At("code")), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until a person sees it.</summary>
    public void AwaitSeen(string text) =>
        Until.True(() => Seen.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)), $"a person sees \"{text}\"\n{string.Join('\n', Seen.Lines)}");

    public void Dispose() => script.Dispose();

    private static string Name(string part) => $"terminal-{part}";

    private string At(string part) => rota.At(Name(part));

    private string Tail() => Screen is { Length: > 1000 } screen ? screen[^1000..] : Screen;

    [GeneratedRegex(@"\u001b\[[\d;?]*[A-Za-z]")]
    private static partial Regex Codes();

    [GeneratedRegex(@"\AScript started[^\n]*\n?|\nScript done[^\n]*\n?\z")]
    private static partial Regex Scripted();

    [GeneratedRegex(@"^(\[=*>? *\]|\d+/\d+)")]
    private static partial Regex Progress();
}
