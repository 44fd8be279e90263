namespace Rota.Web.Following;

/// <summary>A place among those who wait for something together.</summary>
/// <param name="watched">What they wait for.</param>
/// <param name="leave">Gives the place back.</param>
internal sealed class Place<T>(T watched, Action leave) : IDisposable
    where T : Watched
{
    /// <summary>What they wait for.</summary>
    public T Watched => watched;

    /// <inheritdoc/>
    public void Dispose() => leave();
}
