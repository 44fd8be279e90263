using Rota.Core.Budgets;
using Rota.Core.Model;

namespace Rota.Store.Tests.Contract;

/// <summary>Rows damaged by hand: the proof of every home names each kind of damage, in the same words.</summary>
public abstract class ProofContract(Func<Backend> make)
{
    [Theory]
    [InlineData(Planted.TaskWithoutRecord, "task_group 1.a: 4 tasks were touched, 3 have a record")]
    [InlineData(Planted.LiveWithAnotherState, "task 1.0.2 is live and has another state too")]
    [InlineData(Planted.RecordOfAnUntouchedTask, "task 1.0.99 has a record though it was never touched")]
    [InlineData(Planted.TwoLiveAttempts, " live attempts")]
    [InlineData(Planted.FenceBeyondTheEpoch, "has fence 1000, beyond the epoch")]
    [InlineData(Planted.AttemptNumbersWithAGap, "task 1.0.0 has 1 attempts, numbered to 3")]
    [InlineData(Planted.SuccessThatFailed, "task 1.0.0 succeeded without a successful attempt")]
    [InlineData(Planted.SuccessWithoutAttempt, "task 1.0.1 succeeded without a successful attempt")]
    [InlineData(Planted.ResultThatIsNoObject, "attempt 1 of task 1.0.0 has a result that is no JSON object")]
    [InlineData(Planted.EndedJobThatLives, "job 1 has ended and has live attempts")]
    [InlineData(Planted.WrongCountersOfAnEntry, "task_group 1.a: counters say")]
    [InlineData(Planted.WrongCountersOfAJob, "its entries say")]
    [InlineData(Planted.WrongStateOfATask, "rows say")]
    [InlineData(Planted.WrongRest, "rows say")]
    [InlineData(Planted.WrongAccounts, "account slots: says 3 used, live attempts hold 2")]
    [InlineData(Planted.NoAccounts, "account slots: live attempts hold 2 unbooked")]
    [InlineData(Planted.MoreUsedThanSold, "account slots: 9 used, and when it was sold last it had 8")]
    [InlineData(Planted.OtherRights, "account budget /x slots: has 9 at 1970-01-01T00:00:00.000004Z, and what was granted comes to 5")]
    [InlineData(Planted.NoRights, "account budget /x slots: is not there, and its scope counts by it")]
    [InlineData(Planted.RightsOfNoScope, "account budget /x slots: has rights, and no scope counts by it")]
    [InlineData(Planted.PartitionOfNobody, "partition 7 is owned by incarnation 99, which is no member")]
    [InlineData(Planted.PartitionBeyondTheFrame, "partition 7 has epoch 99, beyond the frame")]
    [InlineData(Planted.IncarnationNeverGiven, "member one has incarnation 99, which was never given")]
    [InlineData(Planted.DemandOfNobody, "incarnation 98 waits for slots and is no member")]
    [InlineData(Planted.AccountOfALaterTurn, "account slots was changed in turn 99, which has not been")]
    [InlineData(Planted.MessageSettledAndInHand, "notification 1 is settled and in somebody's hand")]
    [InlineData(Planted.MessageAnsweredUntried, "notification 1 has an answer and was never tried")]
    [InlineData(Planted.Rewound, "the database is older than its keeper, which has seen epoch 9")]
    public void Damage_is_found(Planted damage, string sentence)
    {
        using var home = make();
        home.Submit(Home.Spec(8));
        using (var budgets = home.Ports.Budgets())
        {
            var wanted = BudgetScope.New(ScopePath.Parse("/x")!.Value) with { Guarantee = Amounts.Read("slots=5", out _)! };
            _ = budgets.Change(Home.Now, (book, _) => BudgetRule.Set(book, wanted, Home.Now));
        }

        using (var store = home.Open())
        {
            var player = new Player(store);
            player.Turn();
            player.Turn(exitCode: 0);
        }

        Assert.Empty(home.Violations());
        home.Plant(damage);
        Assert.Contains(home.Violations(), violation => violation.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_home_that_runs_to_its_end_is_sound_after_every_turn()
    {
        using var home = make();
        home.Submit(Home.Spec(5));
        home.Submit(Home.Spec(2));
        using var store = home.Open();
        var player = new Player(store);
        for (var turn = 0; player.Core.Jobs.Count > 0; turn++)
        {
            Assert.True(turn < 50, "it does not end");
            player.Turn(turn % 3 == 0 ? 1 : 0);
            player.LetGo();
            Assert.Empty(home.Violations());
        }

        Assert.Equal(7, home.Ask(reader => reader.Jobs(9).Sum(job => job.Done)));
        Assert.False(home.Ask(reader => reader.Proof.HasUnfinishedPrune));
        Assert.Equal(JobState.Failed, home.Ask(reader => reader.Job(new JobId(1))!.State));
    }
}
