using System.Text;
using Rota.App.Slots;
using Rota.App.Wording;
using Rota.Core.Slots;

namespace Rota.Cli.Verbs.Looking;

/// <summary>The timetable for people: a strip of the cycle, and a row for each runner.</summary>
internal static class TimetablePage
{
    private const int Width = 72;
    private const string Names = "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static void Print(TextWriter page, TimetableView table)
    {
        if (table.Frame is not { } frame)
        {
            page.WriteLine($"epoch {table.Epoch}: no runners. Start some: rota up --runners 2");
            return;
        }

        var slot = frame.At(table.Now);
        page.WriteLine(
            $"epoch {table.Epoch}  cycle {Milli(frame.Cycle)}  "
                + $"slot {Milli(frame.SlotLength)}  guard {Milli(frame.Guard)}"
                + $"  {(table.Strict ? "strict" : "adaptive")}  now: "
                + (slot.IsMaintenance ? "maintenance" : frame.Members[slot.Index].Id)
        );
        page.WriteLine(Strip(frame, table.Now));
        page.WriteLine();
        page.WriteLine(
            $"   {"runner", -16} {"pid", 8} {"parts", 5} {"turns", 9}"
                + $" {"overruns", 8} {"steals", 8} {"waits", 6} {"debt", 7}"
                + $" {"late p99", 9} {"cost p99", 9}"
        );
        foreach (var row in table.Runners)
        {
            page.WriteLine(
                $" {Names[row.Rank % Names.Length]} {Plain.Line(row.Id), -16}"
                    + $" {row.Pid, 8} {row.Partitions, 5} {row.Turns, 9}"
                    + $" {row.Overruns, 8} {row.Steals, 8} {row.Contention, 6} {row.Debt, 7}"
                    + $" {Milli(row.LatenessP99Ms * 1_000), 9} {Milli(row.TurnCostP99Ms * 1_000), 9}"
                    + (row.Alive ? "" : "  gone")
            );
        }

        page.WriteLine();
        if (table.Slots is { } slots)
        {
            page.WriteLine($"{Words.Count(slots, "task")} at a time (rota set daemon -j N)");
        }

        page.WriteLine(
            table.TurnsPerSecondMax is { } turns
                ? $"at the measured cost, all runners together can take {turns:0} turns with work a second"
                : "no turn with work has been measured yet"
        );
    }

    /// <summary>The cycle as a strip: a letter for each slot's owner, "m" for maintenance, "^" for now.</summary>
    private static string Strip(Frame frame, long now)
    {
        var start = frame.CycleStart(now);
        var strip = new StringBuilder("|");
        for (var cell = 0; cell < Width; cell++)
        {
            var slot = frame.At(start + (cell * frame.Cycle / Width));
            strip.Append(slot.IsMaintenance ? 'm' : Names[slot.Index % Names.Length]);
        }

        return strip.Append("|\n ").Append(' ', (int)((now - start) * Width / frame.Cycle)).Append('^').ToString();
    }

    public static string Milli(double microseconds) =>
        microseconds >= 1e6 ? $"{microseconds / 1e6:0.##}s"
        : microseconds >= 1e3 ? $"{microseconds / 1e3:0.##}ms"
        : $"{microseconds:0}us";
}
