using System.Text;
using Rota.App.Wording;

namespace Rota.Cli.Verbs.Looking;

/// <summary>The timetable for people: a strip of the cycle, and a row for each runner.</summary>
internal static class TimetablePage
{
    private const int Width = 72;
    private const string Names = "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static void Print(TextWriter page, Timetable table)
    {
        var frame = table.Frame;
        if (frame.Members.IsEmpty)
        {
            page.WriteLine($"epoch {frame.Epoch}: no runners. Start some: rota up --runners 2");
            return;
        }

        var slot = frame.At(table.Now);
        page.WriteLine(
            $"epoch {frame.Epoch}  cycle {Milli(frame.Cycle)}  "
                + $"slot {Milli(frame.SlotLength)}  guard {Milli(frame.Guard)}"
                + $"  {(frame.IsStrict ? "strict" : "adaptive")}  now: "
                + (slot.IsMaintenance ? "maintenance" : frame.Members[slot.Index].Id)
        );
        page.WriteLine(Strip(table));
        page.WriteLine();
        page.WriteLine(
            $"   {"runner", -16} {"pid", 8} {"parts", 5} {"turns", 9}"
                + $" {"overruns", 8} {"steals", 8} {"waits", 6} {"debt", 7}"
                + $" {"late p99", 9} {"cost p99", 9}"
        );
        foreach (var row in table.Rows)
        {
            page.WriteLine(
                $" {Names[row.Rank % Names.Length]} {Plain.Line(row.Member.Id), -16}"
                    + $" {row.Member.Pid, 8} {row.Partitions, 5} {row.Beat.Turns, 9}"
                    + $" {row.Beat.Overruns, 8} {row.Beat.Steals, 8} {row.Beat.Contention, 6} {row.Beat.Debt, 7}"
                    + $" {Milli(row.Beat.LatenessP99), 9} {Milli(row.Beat.CostP99), 9}{(row.IsAlive ? "" : "  gone")}"
            );
        }

        page.WriteLine();
        page.WriteLine(
            table.TurnsPerSecond is { } turns
                ? $"at the measured cost, all runners together can take {turns:0} turns with work a second"
                : "no turn with work has been measured yet"
        );
    }

    /// <summary>The cycle as a strip: a letter for each slot's owner, "m" for maintenance, "^" for now.</summary>
    private static string Strip(Timetable table)
    {
        var frame = table.Frame;
        var start = frame.CycleStart(table.Now);
        var strip = new StringBuilder("|");
        for (var cell = 0; cell < Width; cell++)
        {
            var slot = frame.At(start + (cell * frame.Cycle / Width));
            strip.Append(slot.IsMaintenance ? 'm' : Names[slot.Index % Names.Length]);
        }

        var now = (int)((table.Now - start) * Width / frame.Cycle);
        return strip.Append("|\n ").Append(' ', now).Append('^').ToString();
    }

    public static string Milli(double microseconds) =>
        microseconds >= 1e6 ? $"{microseconds / 1e6:0.##}s"
        : microseconds >= 1e3 ? $"{microseconds / 1e3:0.##}ms"
        : $"{microseconds:0}us";
}
