using Rota.Core.Model;
using Rota.Core.Notifying;
using Rota.Store.Outbox;
using Rota.Store.Specs;

namespace Rota.App.Notifying;

/// <summary>A message that says only that it is a test.</summary>
internal static class TestMessage
{
    /// <summary>One to a target.</summary>
    public static OutboxRow To(NotifyTarget target, NotifyScope scope, Instant now) =>
        new()
        {
            Subject = scope is { Schedule: null } ? "test rota" : "schedule " + scope.Schedule,
            Target = NotifyForm.Text(target),
            Events = EventCounts.Of(EventKind.Test).ToString(),
            Body = """{"event":"test","events":{"test":1},"schedule":{"name":"rota notify test"}}""",
            Created = now,
            Due = now,
        };
}
