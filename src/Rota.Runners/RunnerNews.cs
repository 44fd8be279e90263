using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rota.Fabric;
using Rota.Instruments.Metrics;
using Rota.Store;
using Rota.Store.Turns;

namespace Rota.Runners;

/// <summary>
/// What a runner tells of its place and of what holds it up: once for each reason, until it has taken a turn again, for
/// a full disk is asked every second.
/// </summary>
/// <param name="runner">Its name in the frame.</param>
/// <param name="log">Where it logs.</param>
internal sealed class RunnerNews(string runner, ILogger log)
{
    private string? said;
    private bool isNotice;
    private string? fenced;
    private long incarnation;
    private long epoch;
    private int owned;

    /// <summary>It has a place, and has loaded what is its own.</summary>
    public void Has(Membership place)
    {
        if (incarnation != place.Incarnation)
        {
            incarnation = place.Incarnation;
            log.Joined(runner, place.Frame.Members.Length, place.Frame.Epoch);
        }

        if (epoch != place.Frame.Epoch)
        {
            log.Owns(runner, place.Partitions.Length, place.Frame.Epoch, owned);
            (epoch, owned) = (place.Frame.Epoch, place.Partitions.Length);
        }
    }

    /// <summary>The members have changed, or it is none any more.</summary>
    public void Fenced(string reason)
    {
        TurnMetrics.Fenced();
        if (reason != fenced)
        {
            fenced = reason;
            log.Fenced(runner, reason);
        }
    }

    /// <summary>It has no place until it has tried again.</summary>
    public void Lost(Exception error)
    {
        isNotice = false;
        if (IsNew(error.Message))
        {
            log.PositionLost(runner, CodeOf(error), error.Message);
        }
    }

    /// <summary>Why nothing starts; null when all is well.</summary>
    public void Heard(string? notice)
    {
        if (notice is null)
        {
            // What was noticed is over with it; what took the place away is over with the next turn.
            GoOn(isNotice);
            return;
        }

        isNotice = true;
        if (IsNew(notice))
        {
            log.Notice(runner, notice);
        }
    }

    /// <summary>It has taken a turn.</summary>
    /// <param name="notice">Why nothing starts all the same; null when all is well.</param>
    public void Works(string? notice)
    {
        fenced = null;
        GoOn(notice is null);
    }

    private void GoOn(bool isOver)
    {
        if (isOver && said is not null)
        {
            (said, isNotice) = (null, false);
            log.GoesOn(runner);
        }
    }

    /// <summary>It has given its place back.</summary>
    public void Left() => log.Left(runner);

    private bool IsNew(string reason)
    {
        var isNew = reason != said;
        said = reason;
        return isNew;
    }

    private static string CodeOf(Exception error) =>
        error switch
        {
            StoreException store => JsonNamingPolicy.KebabCaseLower.ConvertName(store.Failure.ToString()),
            ExecutorGoneException => "keeper-gone",
            _ => "system",
        };
}
