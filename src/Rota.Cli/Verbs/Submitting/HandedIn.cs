using Rota.App.Planning;
using Rota.App.Submitting;
using Rota.Cli.Invoking;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>A job that was read here, handed in: to the state here, or to the server that is named.</summary>
internal static class HandedIn
{
    /// <summary>What it would do.</summary>
    public static PlanView Plan(Invocation cli, SubmitRequest request) =>
        cli.Ask(site => SubmitCases.Plan(site, request), server => server.Submissions.PlanAsync(request));

    /// <summary>Accepts it.</summary>
    public static Accepted Accept(Invocation cli, SubmitRequest request) =>
        cli.Ask(site => SubmitCases.Accept(site, request), server => server.Submissions.AcceptAsync(request));

    /// <summary>Registers its schedule.</summary>
    public static Registration Register(Invocation cli, SubmitRequest request) =>
        cli.Ask(site => SubmitCases.Register(site, request), server => server.Submissions.RegisterAsync(request));

    /// <summary>Refuses what would be refused, before anything is written; a server does so itself.</summary>
    public static void Check(Invocation cli, SubmitRequest request)
    {
        if (cli.Remote is null)
        {
            SubmitCases.Check(cli.Site, request);
        }
    }
}
