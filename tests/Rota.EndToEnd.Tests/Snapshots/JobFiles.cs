namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>Job files that several snapshots look at.</summary>
internal static class JobFiles
{
    /// <summary>Two causes of failure, one of them twice; and a task that is skipped for it.</summary>
    public const string Mixed = """
        version: 1
        name: mixed
        tasks:
          - id: part
            array: 1-6
            command: |
              echo "part $ROTA_TASK_INDEX"
              case $ROTA_TASK_INDEX in
                2|4) echo "cannot open input-$ROTA_TASK_INDEX" >&2; exit 3 ;;
                5) exit 7 ;;
              esac
          - id: merge
            needs: part
            command: echo merged
        """;

    /// <summary>Succeeds in two levels, as a matrix and a single task.</summary>
    public const string Good = """
        version: 1
        name: good
        priority: 5
        tasks:
          - id: cell
            matrix: {x: [a, b], y: "1..2"}
            command: [echo, "${matrix.x} ${matrix.y}"]
          - id: sum
            needs: cell
            command: echo sum
        """;

    /// <summary>One mistake of each kind.</summary>
    public const string Bad = """
        version: 1
        name: bad
        taskz: []
        tasks:
          - id: a
            comand: echo
            needs: [b]
          - id: c
            command: echo ${matrix.none}
            retry: sometimes
        """;

    /// <summary>Runs until it is ended: what waits behind it stays as it is.</summary>
    public const string Endless = """
        version: 1
        name: endless
        tasks:
          - id: work
            array: 0-4
            command: exec sleep 1000
          - id: last
            needs: work
            command: "true"
        """;

    /// <summary>Fails at once, and comes again after an hour.</summary>
    public const string Patient = """
        version: 1
        name: patient
        tasks:
          - id: flaky
            retry: {max_attempts: 2, delay: 1h, jitter: false}
            command: exit 1
        """;
}
