# Reads a CSV file with Text::CSV and prints its rows as JSON.
use strict;
use warnings;
use JSON::PP;
use Text::CSV;

my ($file) = @ARGV;
open my $in, "<:raw", $file or die "$file: $!";
my $csv = Text::CSV->new({ binary => 1, auto_diag => 2 });
my @names = $csv->header($in, { munge_column_names => "none" });
my @rows = ([@names], @{ $csv->getline_all($in) });
print JSON::PP->new->utf8->encode(\@rows);
