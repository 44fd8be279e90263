using Rota.Store.Home;

namespace Rota.Web.Following;

/// <summary>Something that several requests wait for, and one looks at for all of them.</summary>
internal abstract class Watched
{
    /// <summary>How many wait for it.</summary>
    public int Waiting { get; set; }

    /// <summary>One more begins to wait: what was seen before may be past.</summary>
    public abstract void Join();

    /// <summary>Looks how it stands.</summary>
    public abstract void Look(IHomeReader home);
}
