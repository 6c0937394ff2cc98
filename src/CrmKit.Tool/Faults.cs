using System.CommandLine;
using System.Text.Json;
using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Tool;

/// <summary>Runs a command and turns the errors that a user can mend into one message and an exit code. Others are bugs and keep their stack.</summary>
internal static class Faults
{
    public static void SetGuardedAction(this Command command, CommonOptions common, Func<ParseResult, CancellationToken, Task> action) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                await action(parsed, cancellationToken).ConfigureAwait(false);
                return ExitCodes.Done;
            }
            catch (UsageException error)
            {
                return Tell(parsed, common, new FaultOutput(error.Message), ExitCodes.Usage);
            }
            catch (ImportFaultException error)
            {
                return Tell(parsed, common, new FaultOutput(error.Message, error.File, error.Line, error.Column, error.Expected), ExitCodes.DataFault);
            }
            catch (Exception error) when (error is CrmStoreException or EventConflictException or CurrencyMismatchException or IOException or UnauthorizedAccessException)
            {
                return Tell(parsed, common, new FaultOutput(error.Message), ExitCodes.DataFault);
            }
        });

    private static int Tell(ParseResult parsed, CommonOptions common, FaultOutput fault, int exitCode)
    {
        Console.Error.WriteLine(parsed.GetValue(common.Json) ? JsonSerializer.Serialize(fault, ToolJson.Default.FaultOutput) : fault.Message);
        return exitCode;
    }
}
