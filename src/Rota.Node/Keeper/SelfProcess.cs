namespace Rota.Node.Keeper;

/// <summary>Starts this program again in another role, in a session of its own: no terminal can end it.</summary>
internal static unsafe class SelfProcess
{
    private const int OpaqueBytes = 1024;
    private const int AppendCreate = 0x401 | 0x40;

    /// <summary>The program.</summary>
    private static string Binary => Path.Combine(AppContext.BaseDirectory, "rota");

    /// <summary>Starts a role.</summary>
    /// <param name="role">The hidden verb.</param>
    /// <param name="statePath">The state it serves.</param>
    /// <param name="logPath">Where what it prints goes.</param>
    /// <param name="input">Descriptor that becomes its standard input, or null for none.</param>
    /// <returns>Its pid.</returns>
    public static int Start(string role, string statePath, string logPath, int? input)
    {
        using var texts = new NativeText();
        var actions = stackalloc byte[OpaqueBytes];
        var attributes = stackalloc byte[OpaqueBytes];
        var signals = stackalloc byte[128];
        Native.ActionsInit(actions);
        Native.AttributesInit(attributes);
        Native.SigFillSet(signals);
        Native.AttributesSetSigDefault(attributes, signals);
        Native.SigEmptySet(signals);
        Native.AttributesSetSigMask(attributes, signals);
        Native.AttributesSetFlags(attributes, Native.SpawnSetSid | Native.SpawnSetSigDefault | Native.SpawnSetSigMask);
        if (input is { } descriptor)
        {
            Native.ActionsAddDup(actions, descriptor, 0);
        }
        else
        {
            Native.ActionsAddOpen(actions, 0, texts.Add("/dev/null"), 0, 0);
        }

        Native.ActionsAddOpen(actions, 1, texts.Add(logPath), AppendCreate, 0x180);
        Native.ActionsAddDup(actions, 1, 2);
        Native.ActionsAddCloseFrom(actions, 3);
        int pid;
        var error = Native.PosixSpawn(
            &pid,
            texts.Add(Binary),
            actions,
            attributes,
            texts.Vector([Binary, role, statePath]),
            texts.Vector(Surroundings())
        );
        Native.ActionsDestroy(actions);
        return error == 0 ? pid : throw new IOException($"cannot start {Binary} {role}: {Native.Describe(error)}");
    }

    private static List<string> Surroundings()
    {
        var entries = new List<string>();
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            // A keeper must not carry the mark of an attempt that happened to start it.
            if ((string)entry.Key != ProcessTable.Marker)
            {
                entries.Add($"{entry.Key}={entry.Value}");
            }
        }

        return entries;
    }
}
