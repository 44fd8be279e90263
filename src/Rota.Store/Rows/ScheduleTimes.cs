using Rota.Core.Model;

namespace Rota.Store.Rows;

/// <summary>What moves of a schedule when something of it fires.</summary>
/// <param name="Due">The first instant that was not decided on.</param>
/// <param name="LastFired">The newest instant that a job was made for, or null.</param>
/// <param name="LastSkipped">The newest instant that was left out, or null.</param>
public readonly record struct ScheduleTimes(Instant Due, Instant? LastFired, Instant? LastSkipped);
