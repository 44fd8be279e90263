namespace Rota.Store.Local;

/// <summary>Hears the notifications of a state's processes without being one that writes.</summary>
public sealed class HomeListener : IDisposable
{
    /// <summary>People look no quicker, and what they look with should cost the tasks little.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SharedMap map;
    private readonly ChangeNotifier notifier;

    private HomeListener(SharedMap map, Action committed)
    {
        this.map = map;
        notifier = new ChangeNotifier(map, committed, Pause);
    }

    /// <summary>Begins to listen; null where this user may not, because the shared page is closed to it.</summary>
    public static HomeListener? Begin(StateDirectory state, Action committed)
    {
        try
        {
            return new HomeListener(new SharedMap(state.SharedMap), committed);
        }
        catch (Exception error) when (error is StoreException or IOException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        notifier.Dispose();
        map.Dispose();
    }
}
