namespace Rota.App.Schedules;

/// <summary>What is to become of a schedule.</summary>
public enum ScheduleChange
{
    /// <summary>Nothing of it fires until it is resumed.</summary>
    Pause,

    /// <summary>It fires again, from now on.</summary>
    Resume,

    /// <summary>It is forgotten; jobs that it made stay.</summary>
    Removal,
}
