using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Turns;

namespace Rota.Store.Tests;

/// <summary>Requests as they stand in the inbox: states of earlier versions hold these words.</summary>
public sealed class RequestCodecTests
{
    public static TheoryData<Request, string, string> Stored =>
        new()
        {
            { new Request.Run(), "Run", "" },
            { new Request.Cancel(), "Cancel", "" },
            { new Request.Cancel(IsAll: true), "Cancel", "now" },
            { new Request.Settle(new JobId(14), JobState.Failed), "Settle", "14 4" },
            { new Request.Pause(), "Pause", "" },
            { new Request.Resume(), "Resume", "" },
            { new Request.Priority(-3), "Priority", "-3" },
            { new Request.Parallel(8), "Parallel", "8" },
            { new Request.Parallel(null), "Parallel", "" },
            { new Request.Parallel(8, "a b"), "Parallel", "8 a b" },
            { new Request.Parallel(null, "train"), "Parallel", " train" },
            { new Request.Queue("a b"), "Queue", "a b" },
            { new Request.Timeout(TimeSpan.FromSeconds(1), null), "Timeout", "10000000 " },
            { new Request.Timeout(null, "a b"), "Timeout", " a b" },
            { new Request.Hold(2, OrdinalRanges.Of([3, 7, 8])), "Hold", "2 3,7-8" },
            { new Request.Release(0, OrdinalRanges.From(0, 9)), "Release", "0 0-9" },
            { new Request.Claim(1, 7, "a node"), "Claim", "1 7 a node" },
            { new Request.Seal(), "Seal", "" },
            { new Request.Rerun(new RerunSelection.Failed()), "Rerun", "failed" },
            { new Request.Rerun(new RerunSelection.All()), "Rerun", "all" },
        };

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_request_is_a_word_and_a_text(Request request, string kind, string body)
    {
        Assert.Equal((kind, body), RequestCodec.Encode(request));
        Assert.Equal(request, RequestCodec.Decode(kind, body));
    }

    [Fact]
    public void Tasks_to_add_are_what_they_are_made_of()
    {
        var (kind, body) = RequestCodec.Encode(new Request.Add(1, new Expansion.Items("line", ["a", "\udcff"]), "k"));
        Assert.Equal("Add", kind);
        var read = Assert.IsType<Request.Add>(RequestCodec.Decode(kind, body));
        Assert.Equal((1, "k"), (read.Group, read.Key));
        Assert.Equal(["a", "\udcff"], Assert.IsType<Expansion.Items>(read.More).List);
    }

    [Fact]
    public void An_edit_is_a_job_of_the_same_entries()
    {
        var (kind, body) = RequestCodec.Encode(new Request.Edit([0, 2], Home.Spec()));
        var read = Assert.IsType<Request.Edit>(RequestCodec.Decode(kind, body));
        Assert.Equal([0, 2], read.Entries);
        Assert.Equal(Home.Spec().Tasks[0].Command.Words, read.Edited.Tasks[0].Command.Words);
    }

    [Fact]
    public void Chosen_tasks_are_entries_and_ordinals()
    {
        var tasks = new HashSet<(int, int)> { (1, 10), (0, 7), (1, 2) };
        var (kind, body) = RequestCodec.Encode(new Request.Rerun(new RerunSelection.Chosen(tasks)));
        Assert.Equal(("Rerun", "0.7,1.2,1.10"), (kind, body));
        var read = Assert.IsType<Request.Rerun>(RequestCodec.Decode(kind, body));
        Assert.Equal(tasks.Order(), Assert.IsType<RerunSelection.Chosen>(read.Tasks).Tasks.Order());
    }
}
