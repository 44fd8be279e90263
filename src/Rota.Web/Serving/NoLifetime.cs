using Microsoft.Extensions.Hosting;

namespace Rota.Web.Serving;

/// <summary>The daemon heeds the signals; its server begins and ends with it.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
