using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Schedules;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads <c>at</c> and <c>delay</c>: two ways to say from when on a job may start.</summary>
internal static class MomentReader
{
    /// <summary>The moment; null where neither is stated, or what is stated is wrong.</summary>
    public static StartMoment? Read(Session session, Node? at, Node? delay)
    {
        if (at is not null && delay is not null)
        {
            return session.Values.Refuse<StartMoment>(
                delay,
                "at and delay both say when the job starts",
                "keep one of them"
            );
        }

        return at is not null ? At(session, at)
            : delay is not null && session.Values.Duration(delay, "delay") is { } wait
                ? new StartMoment(((ScalarNode)delay).Text, session.Context.Now + wait)
            : null;
    }

    private static StartMoment? At(Session session, Node node)
    {
        if (session.Values.Text(node, "at") is not { } text)
        {
            return null;
        }

        var (moment, problem, hint) = MomentText.Read(text, session.Context.Now, session.Context.Zones);
        return moment ?? session.Values.Refuse<StartMoment>(node, problem, hint);
    }
}
