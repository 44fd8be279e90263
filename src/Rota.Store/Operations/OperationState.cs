namespace Rota.Store.Operations;

/// <summary>How far an operation is.</summary>
public enum OperationState
{
    /// <summary>It is worked off, or waits for that.</summary>
    Running = 0,

    /// <summary>All that it was about was looked at.</summary>
    Done = 1,

    /// <summary>People stopped it: what was done stays done.</summary>
    Cancelled = 2,
}
