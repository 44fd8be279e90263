namespace Rota.App.Pictures;

/// <summary>Of which job a picture is made, and what is to be seen in it.</summary>
/// <param name="Job">The job.</param>
/// <param name="By">What a byte says.</param>
public sealed record VectorRequest(string Job, TaskColour By);

/// <summary>What a byte says of a task.</summary>
public enum TaskColour
{
    /// <summary>
    /// The number of its state: 0 blocked, 1 ready, 2 starting, 3 running, 4 backoff, 5 paused, 6 succeeded, 7 failed,
    /// 8 timed out, 9 out of memory, 10 cancelled, 11 skipped, 12 lost.
    /// </summary>
    State,

    /// <summary>How long its last ended attempt took: <see cref="DurationByte"/>; 0 before one has ended.</summary>
    Duration,

    /// <summary>How many attempts of it have ended, 255 for more.</summary>
    Attempt,

    /// <summary>
    /// With what its last ended attempt ended: the exit code, or 128 and the signal; 0 before one has ended.
    /// </summary>
    Exit,
}

/// <summary>A byte for each task of a job.</summary>
/// <param name="Position">Up to which change of its partition it is known.</param>
/// <param name="Values">The bytes.</param>
public sealed record TaskVector(long Position, byte[] Values);
