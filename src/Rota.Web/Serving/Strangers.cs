using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Rota.Web.Serving;

/// <summary>
/// Connections on which nobody has shown yet who they are. There is room for so many: with one more, the oldest goes,
/// so that a crowd that dawdles keeps out neither who comes with a token nor who is here with one.
/// </summary>
/// <param name="most">How many there is room for.</param>
internal sealed class Strangers(int most)
{
    private readonly Lock gate = new();
    private readonly LinkedList<ConnectionContext> oldestFirst = new();

    /// <summary>The way of a connection, which is a stranger's when it begins.</summary>
    public ConnectionDelegate Watch(ConnectionDelegate next) =>
        async connection =>
        {
            var stay = new LinkedListNode<ConnectionContext>(connection);
            connection.Items[typeof(Strangers)] = () => Leave(stay);
            Enter(stay)?.Abort(new ConnectionAbortedException("it showed no token, and others come"));
            try
            {
                await next(connection).ConfigureAwait(false);
            }
            finally
            {
                Leave(stay);
            }
        };

    /// <summary>Whoever sent this request has shown who they are: the connection is no stranger's any more.</summary>
    public static void Know(HttpContext http)
    {
        if (http.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(typeof(Strangers), out var leave) == true)
        {
            (leave as Action)?.Invoke();
        }
    }

    private ConnectionContext? Enter(LinkedListNode<ConnectionContext> stay)
    {
        lock (gate)
        {
            oldestFirst.AddLast(stay);
            if (oldestFirst.Count <= most)
            {
                return null;
            }

            var oldest = oldestFirst.First!.Value;
            oldestFirst.RemoveFirst();
            return oldest;
        }
    }

    private void Leave(LinkedListNode<ConnectionContext> stay)
    {
        lock (gate)
        {
            if (stay.List is not null)
            {
                oldestFirst.Remove(stay);
            }
        }
    }
}
