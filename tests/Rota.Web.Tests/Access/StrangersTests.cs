using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Rota.Web.Serving;

namespace Rota.Web.Tests.Access;

/// <summary>Connections of whom nobody knows who they are have so much room and no more.</summary>
public sealed class StrangersTests
{
    private readonly TaskCompletionSource over = new();

    [Fact]
    public async Task With_one_more_than_there_is_room_for_the_oldest_goes()
    {
        var strangers = new Strangers(2);
        var all = new[] { Open(strangers), Open(strangers), Open(strangers), Open(strangers) };
        await Closed(all[0]);
        await Closed(all[1]);
        Assert.False(all[2].ConnectionClosed.IsCancellationRequested);
        Assert.False(all[3].ConnectionClosed.IsCancellationRequested);
        over.SetResult();
    }

    [Fact]
    public async Task Whoever_has_shown_a_token_is_none_of_them()
    {
        var strangers = new Strangers(2);
        var known = Open(strangers);
        var http = new DefaultHttpContext();
        http.Features.Set<IConnectionItemsFeature>(known);
        Strangers.Know(http);
        Strangers.Know(http);
        var all = new[] { Open(strangers), Open(strangers), Open(strangers) };
        await Closed(all[0]);
        Assert.False(known.ConnectionClosed.IsCancellationRequested);
        Assert.False(all[1].ConnectionClosed.IsCancellationRequested);
        over.SetResult();
    }

    [Fact]
    public async Task Who_left_takes_no_room()
    {
        var strangers = new Strangers(2);
        for (var count = 0; count < 10; count++)
        {
            await strangers.Watch(_ => Task.CompletedTask)(new DefaultConnectionContext());
        }

        var all = new[] { Open(strangers), Open(strangers), Open(strangers) };
        await Closed(all[0]);
        Assert.False(all[1].ConnectionClosed.IsCancellationRequested);
        over.SetResult();
    }

    [Fact]
    public async Task More_of_them_than_there_is_room_for_keep_out_nobody_with_a_token()
    {
        using var state = new ServedState();
        var crowd = new List<Socket>();
        using var stream = new StreamReader(await state.Client.GetStreamAsync("/v1/events", TestContext.Current.CancellationToken));
        Assert.StartsWith("retry: ", await stream.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        try
        {
            for (var count = 0; count < Endpoints.StrangersMax + 200; count++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                crowd.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, state.Url.Port, TestContext.Current.CancellationToken);
                await socket.SendAsync("GET /v1/jo"u8.ToArray(), TestContext.Current.CancellationToken);
            }

            Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", "/v1/jobs")).Status);
            await state.Submit();
            while (await stream.ReadLineAsync(TestContext.Current.CancellationToken) is var line && line != "event: changed")
            {
                Assert.NotNull(line);
            }
        }
        finally
        {
            crowd.ForEach(socket => socket.Dispose());
        }
    }

    private DefaultConnectionContext Open(Strangers strangers)
    {
        var connection = new DefaultConnectionContext();
        _ = strangers.Watch(_ => over.Task)(connection);
        return connection;
    }

    private static async Task Closed(ConnectionContext connection)
    {
        var closed = new TaskCompletionSource();
        await using var hears = connection.ConnectionClosed.Register(closed.SetResult);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
