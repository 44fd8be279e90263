using Rota.App.Auditing;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Access;

/// <summary>Entries of the audit, as they are printed.</summary>
internal static class AuditPage
{
    private const int TailLength = 20;

    /// <summary>How long a change may wait to be shown where nobody can tell of commits.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>A page of entries.</summary>
    public static void Print(AuditList list)
    {
        var columns = new Columns("NUMBER", "AT", "WHO", "ACTION", "SUBJECT", new Heading("CHANGE", Least: 20), "WHY");
        foreach (var entry in list.Entries)
        {
            columns.Add(
                entry.Number.ToString(),
                Words.Time(entry.At),
                Who(entry),
                entry.Action,
                entry.Subject,
                Change(entry),
                entry.Why ?? ""
            );
        }

        columns.Write(Screen.Out);
    }

    /// <summary>What came of a proof.</summary>
    public static void Print(AuditReport report)
    {
        foreach (var sentence in report.Wrong)
        {
            Screen.Out.WriteLine(sentence);
        }

        Screen.Out.WriteLine(
            report.Entries == 0
                ? "no entries"
                : $"{Words.Count(report.Entries, "entry")}{(report.Ok ? ", all as they were written" : "")}; "
                    + $"the newest is {report.Newest}:{report.Hash}"
        );
    }

    /// <summary>The newest entries, oldest first, and those that come.</summary>
    public static void Tail(Invocation cli, string filter, bool follows)
    {
        using var changed = new AutoResetEvent(false);
        using var listener = cli.OpenHome().Listen(() => changed.Set());
        var newest = AuditCases.Newest(cli.Site);
        var shown = Show(cli, filter, newest - TailLength) ?? newest;
        while (follows)
        {
            changed.WaitOne(Pace);
            shown = Show(cli, filter, shown) ?? shown;
        }
    }

    /// <summary>An entry for programs.</summary>
    public static string Line(AuditView entry) => Json.Line(entry, AuditJson.Default.AuditView);

    private static long? Show(Invocation cli, string filter, long after)
    {
        long? last = null;
        foreach (var entry in AuditCases.After(cli.Site, filter, after))
        {
            last = entry.Number;
            Screen.Out.WriteLine(
                cli.Output == OutputMode.Json
                    ? Line(entry)
                    : Plain.Line(
                        $"{entry.Number} {Words.Time(entry.At)} {Who(entry)} {entry.Action} {entry.Subject} "
                            + $"{Change(entry)}{(entry.Why is { } why ? $" ({why})" : "")}"
                    )
            );
        }

        return last;
    }

    private static string Who(AuditView entry) =>
        (entry.User, entry.By) switch
        {
            (null, null) => entry.Door,
            (null, { } name) => $"{name} ({entry.Door})",
            ({ } user, null) => $"{user} ({entry.Door})",
            ({ } user, { } name) => $"{user} ({entry.Door} {name})",
        };

    private static string Change(AuditView entry) =>
        (entry.Before?.GetRawText(), entry.After?.GetRawText()) switch
        {
            (null, var after) => after ?? "",
            ({ } before, null) => $"{before} -> nothing",
            var (before, after) => $"{before} -> {after}",
        };
}
