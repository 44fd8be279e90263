using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rota.App;
using Rota.App.Access;
using Rota.App.Operations;
using Rota.App.Problems;
using Rota.Cell.Directory;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Web.Access;
using Rota.Web.Pages;
using Rota.Web.Routing;

namespace Rota.Web.Serving;

/// <summary>The HTTP server of a state: on a socket in it, and on an address of this machine.</summary>
public sealed class WebServer : IDisposable
{
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(2);
    private readonly WebApplication app;
    private readonly StateDirectory state;
    private readonly KeptHomes homes;
    private readonly Shared shared;
    private readonly LoginCodes codes;
    private readonly ServerCertificate? certificate;
    private readonly Admissions admissions;
    private readonly OperationWorker operations;
    private readonly UsersRequest? users;

    private WebServer(Site site, ListenRequest listen, ILoggerProvider logs, Func<CellRoster?> roster)
    {
        // First, for it may be none: what begins below goes on until it is ended.
        certificate = listen.Tls is { } tls ? new ServerCertificate(tls, logs.CreateLogger("api")) : null;
        state = StateDirectory.Open(site.Path, create: false);
        homes = new KeptHomes(site.Homes, Lanes.LooksMax + 1);
        shared = new Shared(site.By(homes), roster);
        operations = new OperationWorker(site.Open(), logs.CreateLogger("operations"));
        var book = new TokenBook(site.By(homes));
        admissions = new Admissions(book);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Warning);

        // That it could not begin is told by who begins it, who may also do so elsewhere.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        var tokens = new TokenCredentials(ApiToken.Of(state), book);
        var sessions = new Sessions(state, () => site.Now);
        var browsers = new SessionCredentials(sessions, book);
        codes = new LoginCodes(() => site.Now);
        builder.Services.AddSingleton(tokens).AddSingleton(sessions).AddSingleton(codes).AddSingleton(browsers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>().AddRoutingCore();
        builder.Services.Configure<RouteOptions>(options =>
            options.SetParameterPolicy<PageConstraint>(PageConstraint.Name)
        );
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .ConfigureKestrel(options => Endpoints.Configure(options, WebAddress.SocketOf(state), listen, certificate));
        app = builder.Build();
        users = listen.Users;
        // Where tasks run as who submits them, nobody counts who is not known as a user of the machine.
        ICredentials[] credentials = users is null ? [tokens, browsers] : [new PeerCredentials(users.AdminGroup)];
        var gate = new Gate(credentials, listen.Names);
        new Pipeline(site.By(homes), gate, admissions, shared).Build(app, ServedRoutes.All);
    }

    /// <summary>Where it listens.</summary>
    public WebAddress Address { get; private set; } = null!;

    /// <summary>
    /// An address of the dashboard that logs a browser in, once and within 5 minutes; null for one that listens on its
    /// socket alone.
    /// </summary>
    public string? LoginUrl => Address.Url is { } url ? LoginLink.Of(url, codes.Issue(Session.OfState)) : null;

    /// <summary>Starts it. Only who serves the state may: what an earlier server left there is taken away.</summary>
    /// <param name="site">The state.</param>
    /// <param name="listen">Where it listens.</param>
    /// <param name="logs">Where it tells of itself.</param>
    /// <param name="roster">What the home of a cell hears of its nodes; null for a state that is none.</param>
    /// <exception cref="ProblemException">It cannot listen there.</exception>
    public static WebServer Start(
        Site site,
        ListenRequest listen,
        ILoggerProvider logs,
        Func<CellRoster?>? roster = null
    )
    {
        roster ??= static () => null;
        RoomForWaits();
        try
        {
            return Listening(site, listen, logs, roster);
        }
        catch (IOException) when (listen.MayTakeOther)
        {
            return Listening(site, listen with { Address = new(listen.Address!.Address, 0) }, logs, roster);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            throw new ProblemException(
                SystemProblems.Io,
                $"cannot listen on {listen.Address}: {error.Message}",
                "name another with --listen ADDRESS:PORT, or --listen none"
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        WebAddress.Clear(state);
        UsersSocket.Clear(users?.Socket);
        using (var patience = new CancellationTokenSource(StopMax))
        {
            app.StopAsync(patience.Token).GetAwaiter().GetResult();
        }

        app.DisposeAsync().AsTask().GetAwaiter().GetResult();
        admissions.Dispose();
        operations.Dispose();
        shared.Dispose();
        homes.Dispose();
    }

    private static WebServer Listening(Site site, ListenRequest listen, ILoggerProvider logs, Func<CellRoster?> roster)
    {
        var server = new WebServer(site, listen, logs, roster);
        try
        {
            server.Listen();
            logs.CreateLogger("api").Listening(server.Address.Url ?? "no address", server.Address.Socket);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Use cases wait on threads of the pool: it must not make them one by one.</summary>
    private static void RoomForWaits()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Lanes.WaitsMax + Environment.ProcessorCount), ports);
    }

    private void Listen()
    {
        WebAddress.Clear(state);
        UsersSocket.Prepare(users?.Socket);
        app.StartAsync().GetAwaiter().GetResult();
        var socket = WebAddress.SocketOf(state);
        File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        UsersSocket.Open(users?.Socket);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var url = addresses.FirstOrDefault(address => !address.Contains("unix:", StringComparison.Ordinal));
        Address = new WebAddress(url, socket, Environment.ProcessId);
        Address.Write(state);
        operations.Start();
    }
}
