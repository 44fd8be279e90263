using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Operations;
using Rota.Store.Tokens;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Contract;

/// <summary>Operations are one row, whose place and whose requests are one commit; tokens are kept by their names.</summary>
public abstract class OperationContract(Func<Backend> make)
{
    private static readonly Author Anna = new() { Door = Door.Api, Name = "ci", User = "anna", Uid = 7, Request = "r1", Why = "größer", At = Home.Now };
    private static readonly OperationRow Row = new() { Action = "tasks.rerun", Filter = "state:failed", Jobs = [new JobId(1)], Author = Anna, Newest = new JobId(1) };

    [Fact]
    public void What_was_accepted_is_read_as_it_was()
    {
        using var home = make();
        using var operations = home.Ports.By(Anna).Operations();
        Assert.Equal(1, operations.Accept(Row));
        Assert.Equal(2, operations.Accept(Row with { Filter = "" }));
        var first = home.Ask(reader => reader.Operations.Find(1))!;
        Assert.Equal([new JobId(1)], first.Jobs);
        Assert.Equal(Row with { Number = 1, Jobs = first.Jobs, Errors = first.Errors }, first);
        Assert.Equal([2, 1], home.Ask(reader => reader.Operations.Newest(5)).Select(row => row.Number));
        Assert.Equal(1, home.Ask(reader => reader.Operations.Next())!.Number);
        Assert.Null(home.Ask(reader => reader.Operations.Find(9)));
    }

    [Fact]
    public void A_step_leaves_its_requests_with_its_place_and_knows_their_numbers()
    {
        using var home = make();
        home.Submit(Home.Spec());
        using var operations = home.Ports.By(Anna).Operations();
        operations.Accept(Row);
        var stepped = Row with { Number = 1, Place = 5, Key = 7, InHand = 2, Matched = 3, Skipped = 1, Errors = ["no"] };
        Assert.True(operations.Step(stepped, [(new JobId(1), new Request.Pause()), (new JobId(1), new Request.Resume())]));
        var read = home.Ask(reader => reader.Operations.Find(1))!;
        var (first, last) = read.Asked!.Value;
        Assert.Equal((1, 5L, 7L, 2L, 3L, 1L, "no"), (last - first, read.Place, read.Key, read.InHand, read.Matched, read.Skipped, Assert.Single(read.Errors)));
        Assert.False(home.Ask(reader => reader.IsDone(first)));
        Assert.Equal(["job.pause", "job.resume"], home.Ask(reader => reader.Audit.After(9, 2)).Select(entry => entry.Deed.Action));
        Assert.True(operations.Step(stepped with { State = OperationState.Done, Ended = Home.Now }, []));
        Assert.Null(home.Ask(reader => reader.Operations.Find(1))!.Asked);
        Assert.Null(home.Ask(reader => reader.Operations.Next()));
    }

    [Fact]
    public void One_that_was_stopped_takes_no_more_steps()
    {
        using var home = make();
        using var operations = home.Ports.By(Anna).Operations();
        operations.Accept(Row);
        Assert.True(operations.Stop(1, Home.Now));
        Assert.False(operations.Stop(1, Home.Now));
        Assert.False(operations.Stop(9, Home.Now));
        Assert.False(operations.Step(Row with { Number = 1, Place = 5 }, []));
        var read = home.Ask(reader => reader.Operations.Find(1))!;
        Assert.Equal((OperationState.Cancelled, 0L, (Instant?)Home.Now), (read.State, read.Place, read.Ended));
    }

    [Fact]
    public void Tokens_are_kept_with_what_they_allow_and_go_for_good()
    {
        using var home = make();
        var token = new TokenRow { Name = "ci", Hash = "h", Scopes = "read,logs", Created = Home.Now, Expires = new Instant(9), Tags = Tagged };
        using var tokens = home.Ports.By(Anna).Tokens();
        Assert.True(tokens.Add(token));
        Assert.False(tokens.Add(token with { Hash = "other" }));
        tokens.Used(["ci", "nobody"], new Instant(7));
        var read = Assert.Single(home.Ask(reader => reader.Tokens.All()));
        Assert.Equal(("ci", "h", "read,logs", new Instant(9), new Instant(7), "vision"), (read.Name, read.Hash, read.Scopes, read.Expires, read.Used, read.Tags["team"]));
        Assert.True(tokens.Revoke("ci"));
        Assert.False(tokens.Revoke("ci"));
        Assert.Empty(home.Ask(reader => reader.Tokens.All()));
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Tagged =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("team", "vision")]);
}
