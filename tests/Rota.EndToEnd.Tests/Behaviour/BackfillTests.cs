using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Instants of a schedule that are made up for by people, and what a run is told of its instant.</summary>
public sealed class BackfillTests
{
    private const string Nightly = """
        name: nightly
        schedule: {cron: "30 2 * * *", timezone: Europe/Paris}
        params: {day: none}
        tasks: [{id: a, command: 'echo ${schedule.date} ${schedule.instant} ${schedule.instant:yyyyMMdd} ${params.day} $ROTA_SCHEDULED_AT >> ran'}]
        """;

    [Fact]
    public void Each_instant_gets_one_job_on_the_clock_of_the_schedule()
    {
        using var rota = Registered();
        var plan = Backfill(rota, "--plan");
        Assert.Equal("2025-10-25T00:30:00Z null True|2025-10-26T00:30:00Z null True|2025-10-27T01:30:00Z null True", plan);
        Assert.Equal("2025-10-25T00:30:00Z 1 True|2025-10-26T00:30:00Z 2 True|2025-10-27T01:30:00Z 3 True", Backfill(rota));
        Assert.Equal("2025-10-25T00:30:00Z 1 False|2025-10-26T00:30:00Z 2 False|2025-10-27T01:30:00Z 3 False", Backfill(rota));
        rota.Run("resume").Exits(0);
        Assert.Equal(
            "2025-10-25 2025-10-25T00:30:00Z 20251025 none 2025-10-25T00:30:00Z", File.ReadLines(rota.At("ran")).First());
        Assert.Equal(3, File.ReadLines(rota.At("ran")).Count());
        Assert.EndsWith("4 True|2025-10-26T00:30:00Z 5 True|2025-10-27T01:30:00Z 6 True", Backfill(rota, "--again", "-p", "day=x"),
            StringComparison.Ordinal);
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void Nothing_of_what_is_registered_is_replaced_by_a_backfill_or_a_run()
    {
        using var rota = Registered();
        Backfill(rota, "-p", "day=x");
        rota.Run("schedule", "run", "nightly", "-p", "day=y").Exits(0);
        rota.Run("schedule", "add", rota.At("nightly.yaml")).Exits(0).Says("the same: nothing was changed");
        rota.Run("schedule", "add", rota.At("nightly.yaml"), "-p", "day=z").Exits(6).Says("--replace");
        rota.Run("schedule", "run", "nightly").Exits(0);
        rota.Run("resume").Exits(0);
        var days = File.ReadLines(rota.At("ran")).Select(line => line.Split(' ')[3]);
        Assert.Equal(["none", "x", "x", "x", "y"], days.Order(StringComparer.Ordinal));
        rota.Run("schedule", "run", "nightly", "-p", "dai=1").Exits(2).Says("did you mean day?");
    }

    [Fact]
    public void Days_can_be_made_up_for_that_are_no_instants_of_the_schedule()
    {
        using var rota = Registered();
        Assert.Equal("2025-10-24T22:00:00Z 1 True|2025-10-25T22:00:00Z 2 True|2025-10-26T23:00:00Z 3 True", Backfill(rota, "--every", "1d"));
    }

    [Theory]
    [InlineData("2025-10-27", "2025-10-25", "no instant lies in this span")]
    [InlineData("soon", "2025-10-25", "this is no day and no instant")]
    [InlineData("1990-01-01", "2025-10-25", "more than 1,000 instants")]
    [InlineData("2999-01-01", "2999-02-01", "has not begun")]
    public void A_span_that_means_nothing_is_refused(string from, string to, string expected)
    {
        using var rota = Registered();
        rota.Run("schedule", "backfill", "nightly", "--from", from, "--to", to).Exits(2).Says(expected);
    }

    [Fact]
    public void Without_a_schedule_there_is_no_instant()
    {
        using var rota = new RotaState();
        rota.RunFile("tasks: [{command: 'echo ${schedule.date}'}]").Exits(2).Says("needs a schedule");
    }

    private static RotaState Registered()
    {
        var rota = new RotaState();
        rota.Run("schedule", "add", rota.Write("nightly.yaml", Nightly)).Exits(0);
        return rota;
    }

    private static string Backfill(RotaState rota, params string[] more)
    {
        var json = rota.Json(["schedule", "backfill", "nightly", "--from", "2025-10-25", "--to", "2025-10-27", .. more]).Exits(0).Json;
        return string.Join('|', json.GetProperty("instants").EnumerateArray().Select(one =>
            $"{DateTimeOffset.Parse(one.GetProperty("instant").GetString()!, System.Globalization.CultureInfo.InvariantCulture):yyyy-MM-ddTHH:mm:ssZ} "
            + $"{one.GetProperty("job").GetRawText()} {one.GetProperty("new").GetBoolean()}"));
    }
}
