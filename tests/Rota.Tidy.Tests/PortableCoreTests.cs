using System.Text.RegularExpressions;

namespace Rota.Tidy.Tests;

/// <summary>
/// The home on PostgreSQL rests on rows that are compared and set, and on unique indexes: what breaks behind a pooler, on
/// a kin of PostgreSQL or after a failover has no part in it.
/// </summary>
public sealed partial class PortableCoreTests
{
    private const string Home = "src/Rota.Store.Postgres/";

    /// <summary>It alone may listen: what it hears is a hint.</summary>
    private const string WakeUp = Home + "Sessions/WakeUp.cs";

    [Theory]
    [InlineData("advisory locks", @"pg_(try_)?advisory", null)]
    [InlineData("rows passed over", @"SKIP\s+LOCKED", null)]
    [InlineData("numbers of sequences, which are not in the order of commits", @"nextval|currval|bigserial|\bserial\b|GENERATED\s|CREATE\s+SEQUENCE", null)]
    [InlineData("notifications", @"\b(UN)?LISTEN\s|\bNOTIFY\b|pg_notify", WakeUp)]
    [InlineData("extensions", @"CREATE\s+EXTENSION", null)]
    [InlineData("settings that stay on a connection", @"""\s*SET\s+(?!LOCAL)", null)]
    [InlineData("locks on tables", @"LOCK\s+TABLE", null)]
    public void The_home_on_PostgreSQL_has_no(string what, string pattern, string? allowed) => Tree.AssertNone(
        from file in Tree.Files
        where file.StartsWith(Home, StringComparison.Ordinal) && file != allowed && Suffix().IsMatch(file)
        from line in Tree.Lines(file).Index()
        where Regex.IsMatch(line.Item, pattern) && !Comment().IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}", what);

    [Fact]
    public void Every_table_of_it_is_named_with_its_schema() => Tree.AssertNone(
        from file in Tree.Files
        where file.StartsWith(Home, StringComparison.Ordinal) && Suffix().IsMatch(file)
        from line in Tree.Lines(file).Index()
        where Bare().IsMatch(line.Item) && !Comment().IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}", "tables without their schema");

    [GeneratedRegex(@"\.(cs|sql)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^\s*(//|--|\*)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(FROM|JOIN|INTO|UPDATE|TABLE|ON) (frame|member|partition|change|account|queue|demand|sequence|node|job|job_after|job_spec|task_group|task|live|attempt|inbox|schedule|fire|outbox|notify|standing|audit|token|operation|claim|saved_filter|scope|budget_grant|commit_mark|site|shared_text)\b(?!\.)")]
    private static partial Regex Bare();
}
