using Rota.Core.JobFiles.Batch;

namespace Rota.Core.Tests.JobFiles;

public sealed class BatchReaderTests
{
    [Theory]
    [InlineData("#!/bin/bash\n#SBATCH -n 1\n", true)]
    [InlineData("#!/bin/bash\n\n# a comment\n  # another\n#SBATCH -n 1\n", true)]
    [InlineData("#!/bin/bash\necho\n#SBATCH -n 1\n", false)]
    [InlineData("#!/bin/bash\n ##SBATCH -n 1\n#SBATCHES\n", false)]
    [InlineData("tasks: []\n#SBATCH -n 1\n", false)]
    public void Directives_stand_before_the_first_command(string text, bool isOne) =>
        Assert.Equal(isOne, BatchHead.IsIn(text));

    [Theory]
    [InlineData("-J 'a b' # why", "name=a b")]
    [InlineData("--job-name=a -J b", "name=a|name=b")]
    [InlineData("-a0-9%2", "array=0-9%2")]
    [InlineData("-c 4 --mem=4000", "resources/cpus=4|resources/memory=4000M")]
    [InlineData("--mem-per-cpu=2G -c 4", "resources/cpus=4|resources/memory=8G")]
    [InlineData("--mem-per-cpu 500", "resources/memory=500M")]
    [InlineData("-t 30", "timeout=30m")]
    [InlineData("-t 1-12:30", "timeout=1-12:30")]
    [InlineData("-t 5 -t UNLIMITED", "")]
    [InlineData("--gres=gpu:a100:2", "resources/gpus=2")]
    [InlineData("--gres=gpu", "resources/gpus=1")]
    [InlineData("--gpus-per-node=v100:3", "resources/gpus=3")]
    [InlineData("-L abaqus:2,fluent", "resources/license=abaqus=2|resources/license=fluent=1")]
    [InlineData("-p gpu --nice=5", "queue=gpu|priority=-5")]
    [InlineData("--nice", "priority=-100")]
    [InlineData("--export=ALL,A=1 --no-requeue", "env=A=1|retry=never")]
    [InlineData("-d afterok:14:15,afterany:16,afternotok:17", "after=14,15,16:any,17:failed")]
    [InlineData("--nodes=1 -n1 --requeue --parsable", "")]
    public void An_option_says_what_a_key_of_a_job_file_says(string line, string keys)
    {
        var script = BatchReader.Read($"#!/bin/sh\n#SBATCH {line}\n");
        Assert.Empty(script.Problems);
        Assert.Empty(script.Notes);
        Assert.Equal(keys, string.Join('|', script.Options.Select(option => $"{option.Key}={option.Value}")));
    }

    [Theory]
    [InlineData("--jobname=a", "line 2: sbatch has no option --jobname; did you mean --job-name?")]
    [InlineData("--ntasks=4", "line 2: --ntasks 4: a task is one process on this machine; write --array for more tasks")]
    [InlineData("-N 2", "line 2: -N 2: a task is one process on this machine; write --array for more tasks")]
    [InlineData("--mem", "line 2: --mem has no value; write --mem VALUE")]
    [InlineData("-d singleton", "line 2: -d singleton: singleton is not known; afterok, afterany and afternotok with numbers of jobs are known")]
    [InlineData("word", "line 2: \"word\" is no option; man sbatch")]
    public void What_cannot_be_followed_is_refused_with_its_line(string line, string problem) =>
        Assert.Equal([problem], BatchReader.Read($"#!/bin/sh\n#SBATCH {line}\n").Problems);

    [Theory]
    [InlineData("--mail-type=END", "line 2: --mail-type is not done: Rota sends no mail: rota wait ID ends with the job")]
    [InlineData("-A project", "line 2: -A is not done: nothing is charged to anybody")]
    [InlineData("--mem=0", "line 2: --mem=0 is not done: without a limit a task may use what there is")]
    [InlineData("--gres=shard:2", "line 2: --gres shard:2 is not done: GPUs are known, and licences: --licenses")]
    public void What_Slurm_has_and_Rota_has_not_is_named(string line, string note) =>
        Assert.Equal([note], BatchReader.Read($"#!/bin/sh\n#SBATCH {line}\n").Notes);

    [Fact]
    public void Steps_are_named_where_a_script_starts_them() =>
        Assert.Equal(["line 3: srun is not done: there are no steps: call the program itself"],
            BatchReader.Read("#!/bin/sh\n#SBATCH -n 1\nsrun ./a.out\n").Notes);

    [Theory]
    [InlineData("slurm-%A_%a.out", "slurm-${job.id}_${task.index}.out", null)]
    [InlineData("%x-%j-%u@%N-%%", "${job.name}-${task.number}-me@here-%", null)]
    [InlineData("cost ${HOME}", "cost $${HOME}", null)]
    [InlineData("%Q", "", "%Q")]
    [InlineData("%3a", "", "%3")]
    public void Names_of_files_are_templates(string pattern, string template, string? unknown)
    {
        var written = OutputPattern.Template(pattern, isArray: true, "here", "me", out var wrong);
        Assert.Equal(unknown, wrong);
        if (unknown is null)
        {
            Assert.Equal(template, written);
        }
    }
}
