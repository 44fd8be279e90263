using Microsoft.AspNetCore.Http;
using Rota.App.Submitting;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Client;

/// <summary>What is said of a job that was accepted, however it came.</summary>
internal static class AcceptedAnswer
{
    /// <summary>The answer, with where the job is, and whether its key had it already.</summary>
    public static (int Status, ReadOnlyMemory<byte> Content) Of(Call call, Accepted accepted)
    {
        call.Http.Response.Headers.Location = $"/v1/jobs/{accepted.Id}";
        if (!accepted.New)
        {
            call.Http.Response.Headers["Idempotent-Replayed"] = "true";
        }

        return (
            accepted.New ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            JsonAnswer.Bytes(accepted, SubmitJson.Default.Accepted)
        );
    }
}
