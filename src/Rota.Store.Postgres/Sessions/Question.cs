namespace Rota.Store.Postgres.Sessions;

/// <summary>Asks, and tells in words of ours what the driver throws.</summary>
internal static class Question
{
    /// <summary>Asks once.</summary>
    /// <exception cref="StoreException">The server cannot be reached, or refuses.</exception>
    public static T Told<T>(Func<T> ask, string address)
    {
        try
        {
            return ask();
        }
        catch (Exception error) when (PostgresFailure.IsForeign(error))
        {
            throw PostgresFailure.Of(error, address);
        }
    }

    /// <summary>Asks once more where the connection was found broken.</summary>
    public static T Again<T>(Func<T> ask, Server server)
    {
        try
        {
            return ask();
        }
        catch (Exception error) when (PostgresFailure.IsLost(error))
        {
            server.Forget();
        }
        catch (Exception error) when (PostgresFailure.IsForeign(error))
        {
            throw PostgresFailure.Of(error, server.Address);
        }

        return Told(ask, server.Address);
    }
}
