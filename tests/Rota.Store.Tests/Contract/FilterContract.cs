using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.SavedFilters;

namespace Rota.Store.Tests.Contract;

/// <summary>Filters have names that are each owner's own; everybody's is nobody's in particular.</summary>
public abstract class FilterContract(Func<Backend> make)
{
    private static readonly Author Anna = new() { Door = Door.Api, Name = "ci", Request = "r1", At = Home.Now };
    private static readonly SavedFilter Mine = new() { Owner = "ci", List = "jobs", Name = "größer, \"as written\"", Filter = "name:~train dur:2h..3h", Saved = new Instant(7) };

    [Fact]
    public void One_is_read_as_it_was_saved_and_its_name_can_be_given_to_another()
    {
        using var home = make();
        using var filters = home.Ports.By(Anna).Filters();
        Assert.True(filters.Save(Mine));
        Assert.True(filters.Save(Mine with { Filter = "state:failed", Saved = new Instant(8) }));
        Assert.Equal(Mine with { Filter = "state:failed", Saved = new Instant(8) }, Assert.Single(home.Ask(reader => reader.Filters())));
        var entries = home.Ask(reader => reader.Audit.After(9, 0));
        Assert.Equal(["""null -> {"filter":"name:~train dur:2h..3h"}""", """{"filter":"name:~train dur:2h..3h"} -> {"filter":"state:failed"}"""], entries.Select(one => $"{one.Deed.Before ?? "null"} -> {one.Deed.After}"));
    }

    [Fact]
    public void The_same_name_of_another_owner_or_list_is_another_filter()
    {
        using var home = make();
        using var filters = home.Ports.By(Anna).Filters();
        SavedFilter[] all = [Mine, Mine with { Owner = "" }, Mine with { Owner = "other" }, Mine with { List = "tasks" }];
        Assert.All(all, one => Assert.True(filters.Save(one)));
        Assert.True(filters.Forget("", "jobs", Mine.Name));
        Assert.False(filters.Forget("", "jobs", Mine.Name));
        Assert.Equal([Mine, all[2], all[3]], home.Ask(reader => reader.Filters()).OrderBy(one => one.List).ThenBy(one => one.Owner, StringComparer.Ordinal));
    }

    [Fact]
    public void There_is_room_for_so_many_of_an_owner_and_those_that_are_there_can_still_change()
    {
        using var home = make();
        using var filters = home.Ports.By(Anna).Filters();
        for (var one = 0; one < SavedFilter.OfOwnerMax; one++)
        {
            Assert.True(filters.Save(Mine with { Name = $"f{one}" }));
        }

        var before = home.Ask(reader => reader.Audit.Newest);
        Assert.False(filters.Save(Mine));
        Assert.Equal(before, home.Ask(reader => reader.Audit.Newest));
        Assert.True(filters.Save(Mine with { Name = "f7", Filter = "id:1" }));
        Assert.True(filters.Save(Mine with { Owner = "other" }));
        Assert.Equal(SavedFilter.OfOwnerMax + 1, home.Ask(reader => reader.Filters()).Count);
    }

    [Fact]
    public void All_owners_together_have_no_more_than_a_look_at_them_reads()
    {
        SavedFilter[] all = [.. Enumerable.Range(0, SavedFilter.Most).Select(one => Mine with { Owner = $"o{one}" })];
        Assert.False((Mine with { Owner = "one more" }).HasRoom(all));
        Assert.True(all[3].HasRoom(all));
        Assert.True((Mine with { Owner = "one more" }).HasRoom(all[1..]));
    }
}
