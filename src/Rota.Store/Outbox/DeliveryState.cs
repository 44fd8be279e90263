namespace Rota.Store.Outbox;

/// <summary>What became of a message. Numbers are stored: never renumber.</summary>
public enum DeliveryState
{
    /// <summary>It is to be sent, now or later.</summary>
    Waiting = 0,

    /// <summary>Its target has it.</summary>
    Delivered = 1,

    /// <summary>It was tried as often as it is.</summary>
    GaveUp = 2,

    /// <summary>Its target said that it is gone for good: nothing more is sent there.</summary>
    Gone = 3,

    /// <summary>It waited when the backup was taken that this state was restored from: somebody else sent it.</summary>
    Withheld = 4,
}

/// <summary>The words for what became of messages.</summary>
public static class DeliveryStates
{
    /// <summary>The word as users read it.</summary>
    public static string WireName(this DeliveryState state) =>
        state == DeliveryState.GaveUp ? "gave_up" : state.ToString().ToLowerInvariant();
}
