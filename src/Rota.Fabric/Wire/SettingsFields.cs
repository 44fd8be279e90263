using System.Collections.Immutable;
using Rota.Core.Jobs;

namespace Rota.Fabric.Wire;

/// <summary>The settings of a submitter's process as fields of a frame.</summary>
internal static class SettingsFields
{
    public static FrameWriter Settings(this FrameWriter writer, ProcessSettings? settings)
    {
        writer.Boolean(settings is not null);
        if (settings is null)
        {
            return writer;
        }

        writer
            .Int32(settings.Umask)
            .Int32(settings.Nice)
            .Int32(settings.Scheduling)
            .Int32(settings.RealTimePriority)
            .Int32(settings.DiskPriority)
            .Text(settings.Cpus)
            .Int32(settings.Limits.Count);
        foreach (var (name, limit) in settings.Limits)
        {
            writer.Text(name).Int64((long)limit.Soft).Int64((long)limit.Hard);
        }

        return writer;
    }

    /// <summary>None where there are none, or where an earlier version wrote the frame.</summary>
    public static ProcessSettings? Settings(this ref FrameReader reader)
    {
        if (reader.IsAtEnd || !reader.Boolean())
        {
            return null;
        }

        var settings = new ProcessSettings
        {
            Umask = reader.Int32(),
            Nice = reader.Int32(),
            Scheduling = reader.Int32(),
            RealTimePriority = reader.Int32(),
            DiskPriority = reader.Int32(),
            Cpus = reader.TextOrNull(),
        };
        var limits = ImmutableSortedDictionary.CreateBuilder<string, ResourceLimit>(StringComparer.Ordinal);
        for (var left = reader.Int32(); left > 0; left--)
        {
            limits[reader.Text()] = new ResourceLimit((ulong)reader.Int64(), (ulong)reader.Int64());
        }

        return settings with
        {
            Limits = limits.ToImmutable(),
        };
    }
}
