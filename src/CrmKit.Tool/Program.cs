using CrmKit.Tool;

Console.OutputEncoding = System.Text.Encoding.UTF8;
return await CommandLine.RunAsync(args).ConfigureAwait(false);
