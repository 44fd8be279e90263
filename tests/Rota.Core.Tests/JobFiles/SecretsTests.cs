using Rota.Core.Jobs.Secrets;

namespace Rota.Core.Tests.JobFiles;

/// <summary><c>secrets</c> of a job file, and what it does not store of the submitter's environment.</summary>
public sealed class SecretsTests
{
    private const string Tasks = "\ntasks: [{command: x}]";

    [Fact]
    public void What_looks_like_a_secret_is_left_out_by_name()
    {
        var job = Read.Job("tasks: [{command: x}]");
        Assert.Equal(["DB", "HOME", "ODD", "PATH"], job.Environment.Keys);
        Assert.Equal(["API_TOKEN"], job.LeftOut);
    }

    [Fact]
    public void A_list_names_variables_and_takes_them_out_of_what_is_stored()
    {
        var job = Read.Job("secrets: [DB, API_TOKEN, NOT_HERE]" + Tasks);
        Assert.Equal([new Secret("DB"), new Secret("API_TOKEN"), new Secret("NOT_HERE")], job.Secrets);
        Assert.Equal(["HOME", "ODD", "PATH"], job.Environment.Keys);
        Assert.Empty(job.LeftOut);
    }

    [Fact]
    public void A_mapping_names_files_as_they_are_found_from_the_job()
    {
        var job = Read.Job("params: {p: q}\nsecrets: {A: {file: \"k/${params.p}\"}, B: {file: \"${env.HOME}/b\"}, C: {}}" + Tasks);
        Assert.Equal([new Secret("A", "/work/k/q"), new Secret("B", "/home/ada/b"), new Secret("C")], job.Secrets);
    }

    [Fact]
    public void What_the_job_sets_itself_is_not_left_out()
    {
        var job = Read.Job("env: {API_TOKEN: mine}" + Tasks);
        Assert.Equal("mine", job.Environment["API_TOKEN"]);
        Assert.Empty(job.LeftOut);
    }

    [Theory]
    [InlineData("secrets: {A: sk-123}", "job.yaml:1:14: A: the value of a secret does not stand in the job file; write secrets: [NAME], or secrets: {NAME: {file: PATH}}")]
    [InlineData("secrets: [sk-123]", "job.yaml:1:11: this cannot be the name of a secret; use letters, digits and _, not beginning with a digit")]
    [InlineData("secrets: [ROTA_X]", "job.yaml:1:11: this cannot be the name of a secret; choose another: Rota sets those that begin with ROTA_")]
    [InlineData("secrets: A", "job.yaml:1:10: secrets must be a list or a mapping of names; write secrets: [NAME], or secrets: {NAME: {file: PATH}}")]
    [InlineData("secrets: [A, A]", "job.yaml:1:14: A comes twice in secrets; keep one of them")]
    [InlineData("secrets: {A: {fiel: x}}", "job.yaml:1:15: unknown key \"fiel\" in the secret A; did you mean \"file\"?")]
    [InlineData("secrets: {A: {file: \"${task.id}\"}}", "job.yaml:1:21: ${task.id} is not known before there are tasks")]
    [InlineData("secrets: [A]\nenv: {A: x}", "job.yaml:2:7: A is in env and in secrets: the one is stored, the other never; keep one of them")]
    [InlineData("env: {X: \"${env.API_TOKEN}\"}", "job.yaml:1:10: ${env.API_TOKEN} is not filled in: API_TOKEN is a secret and kept out of the job; let the task read it, as $API_TOKEN in a shell command; --env API_TOKEN stores it in the job")]
    [InlineData("secrets: [DB]\nenv: {X: \"${env.DB}\"}", "job.yaml:2:10: ${env.DB} is not filled in: DB is a secret and kept out of the job; let the task read it, as $DB in a shell command; --env DB stores it in the job")]
    public void A_mistake_is_told_without_a_value(string yaml, string problem) =>
        Assert.Equal(problem, Read.Problem(yaml + Tasks));

    [Theory]
    [InlineData("command: \"curl ${env.API_TOKEN}\"")]
    [InlineData("command: [curl, \"${env.API_TOKEN}\"]")]
    [InlineData("command: x, env: {A: \"${env.API_TOKEN}\"}")]
    [InlineData("command: x, each_line: \"${env.API_TOKEN}\"")]
    [InlineData("command: x, working_dir: \"${env.API_TOKEN}\"")]
    public void No_part_of_a_task_is_filled_with_a_secret(string body) =>
        Assert.Contains("${env.API_TOKEN} is not filled in", Read.TaskProblem(body), StringComparison.Ordinal);
}
