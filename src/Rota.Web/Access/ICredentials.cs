using Microsoft.AspNetCore.Http;
using Rota.App.Access;

namespace Rota.Web.Access;

/// <summary>A way to show who one is.</summary>
internal interface ICredentials
{
    /// <summary>Who asks; null where the request shows nothing of this kind, or nothing that holds.</summary>
    Caller? Of(HttpRequest request);

    /// <summary>Whether somebody who was let in by this may still.</summary>
    bool Holds(Caller caller);
}
