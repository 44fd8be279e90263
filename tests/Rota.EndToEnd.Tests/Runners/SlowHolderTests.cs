namespace Rota.EndToEnd.Tests.Runners;

/// <summary>A process that holds the write lock for long and works: a large submission, a slow disk.</summary>
public sealed class SlowHolderTests
{
    [Fact]
    public void A_slow_holder_of_the_lock_is_not_ended()
    {
        using var fleet = new RunnerFleet(1);
        fleet.Submit(2);
        fleet.AwaitStarts(10);

        // It does what a command does: takes the lock, and says so in the page that all share.
        using var holder = fleet.State.StartProgram([], "bash", "-c", """
            exec 9>>"$ROTA_STATE/write.lock"; flock 9
            printf "$(printf '\\x%02x' $(($$ & 255)) $(($$ >> 8 & 255)) $(($$ >> 16 & 255)) 0)" \
                | dd of="$ROTA_STATE/shared" bs=1 conv=notrunc 2>/dev/null
            sleep 4 9>&-
            """);
        holder.Wait().Exits(0);
        fleet.EndsWell();
    }
}
