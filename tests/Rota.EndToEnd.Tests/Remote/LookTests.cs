namespace Rota.EndToEnd.Tests.Remote;

/// <summary>Verbs that look print over the wire what they print beside the state, in every form.</summary>
public sealed class LookTests : IDisposable
{
    private static readonly string[] Forms = ["human", "json", "quiet"];
    private readonly Twins twins = new();

    public LookTests()
    {
        twins.Write("story.yaml", """
            name: story
            tags: {team: vision}
            tasks:
            - id: make
              matrix: {lr: [0.1, 0.2], seed: [1, 2]}
              command: echo loss=${matrix.lr}; echo 'it failed at 0x17' >&2; exit $(( ${matrix.seed} - 1 ))
            - id: after
              needs: [make]
              command: echo never
            """);
        twins.Same("submit", "story.yaml");
        twins.Write("values", [.. "caf"u8, 0xe9, (byte)'\n', .. "x\u001b[31m \u202egnp.exe\n=cmd|' /C calc'!A0\nplain\n"u8]);
        twins.Same("submit", "-j", "1", "--each-line", "values", "--", "printf", "got %s\\n", "{}");
        twins.Ended(1);
        twins.Ended(2);
        twins.Same("queue", "set", "night", "--concurrency", "2");
        twins.Same("queue", "pause", "night");
        twins.Same("submit", "--queue", "night", "--", "true");
        twins.Same("submit", "--", "true");
        twins.Ended(4);
    }

    [Theory]
    [InlineData("ls")]
    [InlineData("ls", "state:failed")]
    [InlineData("ls", "--sort", "id", "--limit", "1")]
    [InlineData("ls", "--tags", "team=vision")]
    [InlineData("status", "1")]
    [InlineData("status", "story")]
    [InlineData("tasks", "1")]
    [InlineData("tasks", "1", "state:failed")]
    [InlineData("tasks", "1", "--only", "failed", "--where", "lr=0.1")]
    [InlineData("tasks", "2")]
    [InlineData("failures", "1")]
    [InlineData("failures", "2")]
    [InlineData("tasks", "2", "--where", "line=plain")]
    [InlineData("history", "story")]
    [InlineData("explain", "3.true")]
    [InlineData("offers", "3")]
    [InlineData("explain", "1.after")]
    [InlineData("seff", "4")]
    [InlineData("queue")]
    [InlineData("queue", "ls")]
    [InlineData("check")]
    public void Every_form_is_the_same(params string[] words)
    {
        foreach (var form in Forms)
        {
            twins.Same([.. words, "--output", form]);
        }
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("csv", "--raw")]
    [InlineData("joblog")]
    public void Exports_are_the_same(params string[] format) => twins.Same(["export", "2", "--format", .. format]);

    [Theory]
    [InlineData("logs", "1")]
    [InlineData("logs", "1", "--stderr")]
    [InlineData("logs", "1", "--failed", "--tail", "1")]
    [InlineData("logs", "1.make[lr=0.1,seed=2]")]
    [InlineData("logs", "1", "--grep", "loss=0\\.[12]")]
    [InlineData("logs", "1", "--grep", "LOSS", "-i", "--color", "always")]
    [InlineData("logs", "1", "--grep", "nowhere")]
    [InlineData("logs", "1", "--since", "1h", "--time")]
    [InlineData("logs", "1", "-f")]
    [InlineData("logs", "2")]
    [InlineData("logs", "2", "--where", "line=plain")]
    public void Output_is_the_same(params string[] words) => twins.Same(words);

    [Theory]
    [InlineData("status", "77")]
    [InlineData("status", "st0ry")]
    [InlineData("status", "a/b c?d#e%41")]
    [InlineData("tasks", "1", "stat:failed")]
    [InlineData("tasks", "1", "--limit", "0")]
    [InlineData("ls", "state:nonsense")]
    [InlineData("ls", "--after", "nonsense")]
    [InlineData("logs", "1.nothing")]
    [InlineData("logs", "1", "--grep", "(")]
    [InlineData("logs", "1.make.0.9")]
    [InlineData("explain", "1")]
    [InlineData("explain", "1.make", "--where", "lr=7")]
    [InlineData("history", "nobody")]
    [InlineData("failures", "@last.x")]
    [InlineData("export", "77")]
    [InlineData("export", "1", "--format", "pdf")]
    public void Refusals_are_the_same(params string[] words)
    {
        twins.Same(words);
        twins.Same([.. words, "--output", "json"]);
    }

    public void Dispose() => twins.Dispose();
}
