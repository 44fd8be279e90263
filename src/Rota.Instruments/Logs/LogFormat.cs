namespace Rota.Instruments.Logs;

/// <summary>How an event is written.</summary>
public enum LogFormat
{
    /// <summary>A line for people: time, level, component, process, message.</summary>
    Text,

    /// <summary>A JSON object a line, with the event's name and its fields by name.</summary>
    Json,
}
