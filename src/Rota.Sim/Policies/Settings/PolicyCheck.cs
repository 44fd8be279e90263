namespace Rota.Sim.Policies.Settings;

/// <summary>What is wrong with settings, said before anything runs.</summary>
public static class PolicyCheck
{
    private const long ServersMax = 20_000_000;
    private const long PairsMax = 10_000_000;
    private const double TimeMax = 1e6;

    /// <summary>A sentence for each problem; none when the settings can be run.</summary>
    public static IEnumerable<string> Problems(PolicySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var checks = new (bool IsWrong, string Sentence)[]
        {
            (settings.Nodes < 1, "--nodes: at least 1 is needed"),
            (settings.Slots < 1, "--slots: at least 1 is needed"),
            (
                (long)settings.Nodes * Math.Max(1, settings.Slots) > ServersMax,
                $"--nodes times --slots: {ServersMax} at most"
            ),
            (settings.TasksPerJob is < 1 or > 1_000_000, "--tasks-per-job: 1 to 1000000 are expected"),
            (settings.Dispatchers is < 1 or > 1_000_000, "--dispatchers: 1 to 1000000 are expected"),
            (!IsTime(settings.Delay), "--delay: 0 or more is expected, in the unit of the service mean"),
            (!IsTime(settings.DecisionTime), "--decision-time: 0 or more is expected"),
            (!(settings.D is >= 1 and <= 1_000), "--d: 1 to 1000 are expected"),
            (settings.Speeds.Any(speed => !(speed is >= 0.001 and <= 1_000)), "--speeds: 0.001 to 1000 are expected"),
            (settings.Zones < 1 || settings.Zones > settings.Nodes, "--zones: 1 to the number of nodes are expected"),
            (!IsTime(settings.FailureEvery), "--failure-every: 0 (never) or more is expected"),
            (!IsTime(settings.Repair) || settings.Repair <= 0, "--repair: a time above 0 is expected"),
            (
                settings.Strategy == "hot-cold" && (long)settings.Dispatchers * settings.Nodes > PairsMax,
                $"hot-cold: {PairsMax} pairs of a dispatcher and a node at most, it keeps a record of each"
            ),
            (settings.D * settings.Dispatchers > PairsMax, $"--d times --dispatchers: {PairsMax} at most"),
            ((long)settings.Zones * settings.Nodes > PairsMax, $"--zones times --nodes: {PairsMax} at most"),
            (settings.Jobs < 0, "--jobs, --tasks: a number above 0 is expected"),
            (!(settings.Warmup >= 0), "--warmup: a share below 1, or a number of tasks"),
            (
                settings.Jobs > 0 && settings.Warmup >= settings.Jobs,
                "--warmup: more than there are tasks, so nothing would be measured; raise --tasks or lower it"
            ),
        };
        return checks.Where(check => check.IsWrong).Select(check => check.Sentence);

        bool IsTime(double time) => time >= 0 && time <= TimeMax * settings.Mean;
    }
}
