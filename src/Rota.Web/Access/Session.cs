using Rota.Core.Model;
using Rota.Web.Routing;

namespace Rota.Web.Access;

/// <summary>A browser that is logged in.</summary>
/// <param name="Scope">The most that it may do: that of the token by which it came.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record Session(Scope Scope, Instant Until);
