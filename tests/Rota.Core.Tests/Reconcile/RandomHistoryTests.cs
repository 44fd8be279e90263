namespace Rota.Core.Tests.Reconcile;

/// <summary>Random histories break no invariant, and reach the end of all jobs.</summary>
public sealed class RandomHistoryTests
{
    private const int Histories = 150;
    private const int Length = 120;
    private static readonly ulong FreshSeed = (ulong)Random.Shared.NextInt64();

    [Fact]
    public void Work_alone_is_safe_and_ends() => CheckAll(ScriptKind.Plain, 1);

    [Fact]
    public void What_people_ask_is_safe_and_ends() => CheckAll(ScriptKind.People, 1_000);

    [Fact]
    public void A_runner_that_dies_anywhere_goes_on() => CheckAll(ScriptKind.Crashes, 2_000);

    [Fact]
    public void Everything_at_once_is_safe_and_ends() => CheckAll(ScriptKind.All, 3_000);

    [Fact]
    public void Several_nodes_that_come_and_go_are_safe_and_all_jobs_end() => CheckAll(ScriptKind.Cell, 4_000);

    [Fact]
    public void A_fresh_seed_holds_too() => CheckAll(ScriptKind.All, FreshSeed);

    private static void CheckAll(ScriptKind kind, ulong firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + Histories; seed++)
        {
            Script.Random(seed, Length, kind).Check();
        }
    }
}
